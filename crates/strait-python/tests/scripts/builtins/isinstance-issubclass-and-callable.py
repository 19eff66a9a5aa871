class A: pass
class B(A): pass


print(isinstance(B(), A), isinstance(B(), (int, A)), isinstance(1, int | str), isinstance("a", int | None))
print(isinstance(None, int | None), isinstance(True, int), isinstance(1, bool), isinstance(1.0, int))
print(isinstance(B, type), isinstance([], object), isinstance(1, ()), isinstance(1, ((), (str, (int,)))))
print(isinstance(None, type(None)))
print(issubclass(B, A), issubclass(A, B), issubclass(bool, int), issubclass(B, (int, A)), issubclass(int, int | str))
print(issubclass(A, object), issubclass(type, object), issubclass(A, ()))
things = (
    len, A, A(), lambda: 0, "f", print, type, [].append, None, staticmethod(len), property(len), B.__init__, int,
    (x for x in []),
)
print([callable(x) for x in things])
import collections.abc as c

names = (
    "Hashable", "Iterable", "Iterator", "Generator", "Sized", "Container", "Collection", "Sequence", "MutableSequence",
    "Mapping", "MutableMapping", "Set", "MutableSet", "Callable", "Reversible", "KeysView", "ItemsView",
)
for value in (
    [], (), {}, set(), "s", b"", 1, range(1), iter([]), (x for x in []), len, {}.keys(), {}.items(), None, 1.5,
):
    print(type(value).__name__, [name for name in names if isinstance(value, getattr(c, name))])
import numbers

print([n.__name__ for n in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(1, n)])
print(isinstance(1.5, numbers.Rational), isinstance(True, numbers.Integral))


class Lies:
    @property
    def __class__(self):
        return int


print(isinstance(Lies(), int), isinstance(Lies(), Lies), type(Lies()) is Lies)
for code in [
    "isinstance(1, 'int')", "isinstance(1, [int])", "issubclass(1, int)", "issubclass(int, 1)", "isinstance(1)",
    "isinstance(1, list[int])", "issubclass(B(), A)", "isinstance([], (str, 5))", "callable()",
    "issubclass(A, (B, 'A'))",
]:
    try:
        eval(code)
    except TypeError as error:
        print(code, "->", error)
