class Meta(type):
    def __prepare__(name, bases, **kwargs):
        print("prepare", name, bases, kwargs)
        return {"from_prepare": 1}

    def __new__(mcls, name, bases, namespace, **kwargs):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")))
        cls = super().__new__(mcls, name, bases, namespace)
        cls.tag = kwargs.get("tag", "none")
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    def __len__(cls):
        return 7

    def __getattr__(cls, name):
        return f"meta {name}"

    def __iter__(cls):
        return iter("abc")

    def __contains__(cls, item):
        return item == 1

    def __repr__(cls):
        return f"<{cls.__name__}!>"

    @property
    def shouted(cls):
        return cls.__name__.upper()

    def helper(cls):
        return cls.tag


class Thing(metaclass=Meta, tag="t"):
    attribute = 5

    def __init__(self, x):
        self.x = x


class Child(Thing):
    pass


t = Thing(1)
print(len(Thing), Thing.missing, list(Thing), 1 in Thing, Thing, Thing.shouted, Child.helper(), Thing.from_prepare)
print(type(Child).__name__)
for read in [lambda: t.missing, lambda: t.helper(), lambda: len(t)]:
    try:
        read()
    except (AttributeError, TypeError) as error:
        print(error)


class Other(type):
    pass


try:
    class Conflict(Thing, metaclass=Other):
        pass
except TypeError as error:
    print(error)


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Only(metaclass=Singleton):
    pass


print(Only() is Only())


def function_meta(name, bases, namespace):
    return name, bases, [k for k in namespace if not k.startswith("__")]


class Tuple(metaclass=function_meta):
    a = 1


print(Tuple)
