def tag(name):
    print("make", name)

    def decorate(f):
        print("apply", name)

        def wrapper(*args, **kwargs):
            return f"<{name}>{f(*args, **kwargs)}</{name}>"

        return wrapper

    return decorate


@tag("b")
@tag("i")
def text(s):
    return s


print(text("x"))


class Counter:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)


@Counter
def double(x):
    return x * 2


print(double(2), double(3), double.calls)


@lambda f: f()
def value():
    return "a function's result"


print(value)
registry = {}


def register(cls):
    registry[cls.__name__] = cls
    return cls


@register
@(lambda cls: cls)
class Thing:
    @staticmethod
    def s():
        return "static"

    @classmethod
    def c(cls):
        return cls.__name__

    @property
    @(lambda f: lambda self: f(self).upper())
    def p(self):
        return "property"


print(registry["Thing"] is Thing, Thing.s(), Thing.c(), Thing().p)
decorators = [str]


@decorators[0]
def shown():
    pass


print(shown[:15])
