class Plain:
    pass


class Repr:
    def __repr__(self):
        return "R()"


class Str:
    def __str__(self):
        return "S"


class Both(Repr, Str):
    pass


class Recursive:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return f"Recursive({len(self.items)})"


print(Repr(), str(Repr()), f"{Repr()}", [Repr()], {"k": Repr()}, {Repr(): 1}, (Repr(),))
print(str(Str()), f"{Str()}", Both(), [Both()], str(Both()))
print(repr(Plain()).startswith("<__main__.Plain object at"), repr(Str()).split()[0], [Recursive()], Recursive().items)
print(Plain, [Plain], type, int, str(int), type(None), list, Exception, Plain.__init__ is object.__init__)
print(len, [].append.__name__, print.__name__, repr(len), repr(str.join), repr("".join)[:25], repr(Plain.__init__))
print(repr(int.real), repr(dict.fromkeys)[:34])
print(repr(range(3)), repr(range(0, 9, 2)), repr(slice(1, None)), repr(...), repr(NotImplemented), repr(None))
print(repr(True), repr(b"a"), repr(bytearray(b"b")), repr(1 + 0j), repr(frozenset([1])), repr(frozenset()), repr({1}))
print(repr({}.keys()), repr({1: 2}.values()), repr({1: 2}.items()))
print(repr(lambda: 0)[:19], repr(Plain().__init__)[:27], str(enumerate([]))[:18], str(zip())[:11], str(iter([]))[:21])
print(str(iter({}))[:25], str(x for x in [])[:19], str(map(str, []))[:11])


class Nested:
    class Inner:
        pass

    def method(self):
        pass


print(Nested.Inner, Nested.method.__qualname__, repr(Nested.method)[:24], repr(Nested().method)[:36])
import math

print(repr(math)[:14], __import__("collections").OrderedDict, str(math.sqrt))


class Raises:
    def __repr__(self):
        raise ValueError("no repr")


for use in [lambda: [Raises()], lambda: {"k": Raises()}, lambda: (Raises(),)]:
    try:
        print(str(use()))
    except ValueError as error:
        print(error)


class Format:
    pass


try:
    format(Format(), "x")
except TypeError as error:
    print(error)
print(format(Repr(), ""), f"{Repr()!s:>5}", "{!r:*^7}".format(Repr()))


class Meta(type):
    def __repr__(cls):
        return f"class {cls.__name__}"


class WithMeta(metaclass=Meta):
    pass


print(WithMeta, [WithMeta], repr(WithMeta())[:26], f"{WithMeta}")
