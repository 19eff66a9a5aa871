import operator as o

print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(1, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.neg(3))
print(o.pos(-3), o.invert(5), o.not_([]), o.truth([1]), o.is_(None, None), o.is_not(1, None), o.and_(6, 3))
print(o.or_(6, 3), o.xor(6, 3), o.lshift(1, 4), o.rshift(16, 2), o.abs(-1), o.index(True), o.concat([1], [2]))
print(o.contains("abc", "b"), o.countOf([1, 2, 1], 1), o.indexOf("abc", "c"), o.length_hint(iter([1, 2])))
print(o.eq(1, 1.0), o.lt("a", "b"), o.ge(2, 2), o.ne(1, 2), o.matmul.__name__)
print(o.itemgetter(1)("abc"), o.itemgetter("k", "j")({"k": 1, "j": 2}), o.itemgetter(slice(1, 3))([0, 1, 2, 3]))
print(o.attrgetter("real")(5), o.attrgetter("real.imag", "denominator")(5), o.methodcaller("upper")("a"))
print(o.methodcaller("split", ",", maxsplit=1)("a,b,c"), sorted([("b", 2), ("a", 3)], key=o.itemgetter(1)))
print(o.itemgetter(1), o.attrgetter("a.b"), o.methodcaller("m", 1, k=2), o.call(max, 1, 5))
l = [1, 2, 3]
print(o.getitem(l, 0), o.setitem(l, 0, 9), o.delitem(l, 1), l, o.iadd(l, [4]), o.imul(l, 2) is l, o.iconcat([1], [2]))
print(o.isub(5, 3), o.__add__(1, 2), o.ior({1: 2}, {3: 4}))
for code in [
    "o.itemgetter()", "o.itemgetter(5)([1])", "o.attrgetter('nope')(5)", "o.attrgetter(5)", "o.methodcaller()",
    "o.indexOf([1], 2)", "o.add(1, 'a')", "o.index(1.5)", "o.concat(1, 2)", "o.itemgetter('a')([1])",
    "o.methodcaller('nope')(1)", "o.truediv(1, 0)", "o.length_hint(5, 'a')", "o.add(1)", "o.getitem({}, 'k')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
import functools

print(functools.reduce(o.mul, range(1, 6)), list(map(o.itemgetter("n"), [{"n": 1}, {"n": 2}])))
print(max([{"v": 1}, {"v": 5}], key=o.itemgetter("v")), {op.__name__: op(7, 2) for op in (o.add, o.floordiv, o.mod)})
