class Root:
    def __init__(self, **rest):
        assert not rest, rest
        print("Root")


class Named(Root):
    def __init__(self, name, **rest):
        print("Named", name, sorted(rest))
        self.name = name
        super().__init__(**rest)


class Sized(Root):
    def __init__(self, *, size=1, **rest):
        print("Sized", size, sorted(rest))
        self.size = size
        super().__init__(**rest)


class Thing(Named, Sized):
    def __init__(self, *args, **kwargs):
        print("Thing")
        super().__init__(*args, **kwargs)


t = Thing("n", size=5)
print(t.__dict__)
try:
    Thing("n", size=1, extra=2)
except AssertionError as error:
    print("not consumed", error)


class Mixin:
    def save(self):
        return f"mixin({super().save()})"


class Store:
    def save(self):
        return "store"


class Both(Mixin, Store):
    pass


print(Both().save(), Both.save.__qualname__)
try:
    Mixin().save()
except AttributeError as error:
    print(error)
for call in [
    lambda: object(1), lambda: Store(1), lambda: Store(a=1), lambda: object().__init__(1), lambda: Root(1),
    lambda: object.__new__(Store, 1),
]:
    try:
        call()
    except TypeError as error:
        print(error)


class OnlyNew:
    def __new__(cls, x):
        return super().__new__(cls)


class OnlyInit:
    def __init__(self, x):
        super().__init__()


print(type(OnlyNew(1)).__name__, type(OnlyInit(1)).__name__)
for call in [lambda: OnlyNew(), lambda: OnlyInit()]:
    try:
        call()
    except TypeError as error:
        print(error)
