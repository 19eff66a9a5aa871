print((5).__add__(3), (5).__add__(2.5), (5.0).__add__(2), (5).__radd__(1), (5).__divmod__(2), (7).__rdivmod__(30))
print((2).__pow__(10), (2).__pow__(10, 1000), (2).__rpow__(3), (2.0).__pow__(-1), (5).__pow__("x"), (1j).__mul__(2))
print((6).__truediv__(4), (6).__floordiv__(4), (-6).__mod__(4), (1).__lshift__(5), (5).__and__(3), True.__or__(False))
print((5).__neg__(), (5).__invert__(), (-5).__abs__(), (0).__bool__(), (5).__float__(), (5.9).__int__(), (5).__index__())
print((5).__lt__(6), (5).__lt__(6.0), (5.0).__lt__(6), (5).__eq__("5"), (5).__ne__(5), (1j).__lt__(2), (1j).__eq__(1j))
print([1].__add__([2]), [1].__mul__(2), [1].__rmul__(2), [1, 2].__getitem__(-1), [1, 2].__contains__(2), [1].__len__())
print([1, 2].__eq__([1, 2]), [1].__lt__([2]), [1].__eq__((1,)), (1, 2).__lt__((1, 3)), (1,).__ge__((0,)), (1,).__add__((2,)))
print("ab".__mul__(2), "ab".__add__("c"), "%d".__mod__(5), "ab".__getitem__(slice(1)), "a".__lt__("b"), "a".__lt__(5))
print({1: 2}.__or__({3: 4}), {1: 2}.__or__([1]), {1: 2}.__eq__({1: 2}), {1: 2}.__lt__({}), {1: 2}.__contains__(1))
print({1, 2}.__and__({2, 3}), {1}.__and__([1]), {1, 2}.__sub__({2}), {1}.__rsub__({1, 5}), {1}.__le__({1, 2}), {1}.__xor__({2}))
print(range(5).__getitem__(2), range(5).__len__(), range(5).__contains__(3), range(3).__eq__(range(0, 3)), range(0).__bool__())
print(None.__bool__(), None.__eq__(None), None.__eq__(0), None.__repr__(), object().__eq__(1), NotImplemented.__repr__())
print({}.keys().__and__({1}), {1: 2}.keys().__or__([3]), {1: 2}.items().__contains__((1, 2)), {1: 2}.keys().__eq__({1}))
for value in (5, 2.5, "a", b"a", (1,), frozenset({1}), None, range(2), len):
    print(value.__hash__() == hash(value), end=" ")
print([].__hash__, {}.__hash__, set().__hash__, bytearray().__hash__, list.__hash__)
l = [1]
print(l.__iadd__((2, 3)) is l, l, l.__imul__(2) is l, l, l.__setitem__(0, "x"), l.__delitem__(1), l)
d = {"a": 1}
print(d.__ior__([("b", 2)]) is d, d, d.__setitem__("c", 3), d.__delitem__("a"), d)
s = {1, 2}
print(s.__iand__({2, 3}) is s, s, s.__ior__({5}), s.__isub__({2}))
print(int.__add__(1, 2), str.__len__("abc"), list.__iter__([1]).__next__(), int.__repr__(True), object.__repr__(5)[:11])
print((5).__format__("05d"), "a".__format__(">3"), (1.5).__format__(".3f"), (5).__str__(), "a".__repr__(), [1].__str__())
print(type(int.__add__).__name__, type((5).__add__).__name__, type(list.append).__name__, type([].append).__name__)
print(int.__add__, list.__getitem__, dict.__contains__, tuple.__contains__, (5).__add__.__name__, int.__add__.__qualname__)
print((5).__add__.__self__, int.__add__.__objclass__, (5).__add__.__objclass__, repr((5).__add__)[:37])
print(list(iter([3]).__iter__()), [1].__iter__().__length_hint__(), "ab".__iter__().__next__(), [1, 2].__reversed__().__next__())


class Doubled(list):
    def __getitem__(self, index):
        return super().__getitem__(index) * 2

    def __setitem__(self, index, value):
        super().__setitem__(index, value + 1)

    def __delitem__(self, index):
        print("deleting", index)
        super().__delitem__(index)

    def __contains__(self, item):
        return not super().__contains__(item)

    def __len__(self):
        return super().__len__() + 100

    def __iter__(self):
        return reversed(list(super().__iter__()))

    def __add__(self, other):
        return "added", super().__add__(other)

    def __eq__(self, other):
        return super().__eq__(other) is False

    def __repr__(self):
        return f"Doubled({super().__repr__()})"

    def __hash__(self):
        return 7


x = Doubled([1, 2, 3])
x[0] = 10
del x[2]
print(x, x[0], 5 in x, len(x), list(x), x + [9], x == [11, 2], hash(x), x != [11, 2])


class Shown(int):
    def __add__(self, other):
        return Shown(super().__add__(other))

    __radd__ = __add__

    def __lt__(self, other):
        return super().__gt__(other)

    def __repr__(self):
        return f"<{super().__repr__()}>"

    def __hash__(self):
        return super().__hash__() + 1

    def __bool__(self):
        return not super().__bool__()

    def __getattribute__(self, name):
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        super().__setattr__(name, ("set", value))


i = Shown(5)
i.extra = 1
print(i, i + 1, 1 + i, sum([i, i]), i < 3, hash(i), bool(i), bool(Shown(0)), i.extra, i.real)
for wrong in [
    "int.__add__()", "int.__add__('a', 1)", "(5).__add__()", "(5).__add__(1, 2)", "(5).__add__(a=1)", "list.append()",
    "list.append(5, 1)", "[].__getitem__()", "dict.get([], 1)", "[1].__add__(5)", "[1].__iadd__(5)", "[1].__mul__('a')",
    "'a'.__add__(1)", "int.real.__get__('x')", "type.mro()", "int.__new__()", "int.__new__(5)", "int.__new__(str)",
    "object.__new__(int)", "list.__new__(dict)", "Exception.with_traceback(5, None)", "property.__get__(5, 1)",
]:
    try:
        print(wrong, "->", eval(wrong))
    except Exception as error:
        print(wrong, "->", type(error).__name__, error)
