l = [3, 1, 2]
print(l.append(4), l.extend((5, 6)), l.insert(0, "first"), l.insert(100, "last"), l.insert(-1, "before last"), l)
print(l.pop(), l.pop(0), l.pop(-1), l.remove(1), l, l.index(2), l.index(5, 2), l.index(5, -3, 10), l.count(3))
print(l.reverse(), l)
print(l.copy() == l, l.copy() is l, l.clear(), l, [1, 2] + [3], [0] * 3, 2 * [1], [1] * -1, [] + [])
l = list("abc")
l.extend("de")
l.extend({"k": 1})
l.extend(x for x in range(2))
l += (9,)
l.extend(l)
print(l, len(l))
print(list(), list("ab"), list(range(3)), list({1: 2}), list((1,)), list([1]), list(map(str, [1])), [*"xy"])
print(list(b"ab"))
a = [1, 2, 3, 4, 5]
print(a[-2:], a[::-1], a[1:-1], a[5:], a[::2], 3 in a, 9 not in a, a == [1, 2, 3, 4, 5], a < [1, 3])
print([1, 2] < [1, 2, 0], [] < [0], a is a, [a, a][0] is a, max(a), sum(a), len(a))
print([1, 1.0, True].count(1), [float("nan")].count(float("nan")), [[1], [1]].index([1]), ["a", "b"].index("b"))
print([1, 2, 3].__contains__(2), [1].__add__([2]), [1, 2].__len__(), [1, 2].__getitem__(0), [2].__mul__(2))
print([1].__eq__((1,)), [1].__iadd__([2]), [1, 2].__reversed__().__next__())
for code in [
    "[].pop()", "[1].pop(5)", "[1].remove(2)", "[1].index(2)", "['a'].index('b', 0, 1)", "[1].append()",
    "[1].append(1, 2)", "[].extend(5)", "[].extend()", "[].insert(0)", "[].insert('a', 1)", "[1].pop('a')", "a[10]",
    "a[10] = 1", "a['x']", "a[1.5]", "[1] + (2,)", "[1] + 'a'", "(1,) + [2]", "[1] * [2]", "[1] * 'a'", "a < 5",
    "[1] < ['a']", "hash([])", "list(5)", "list(1, 2)", "list(iterable=[1])", "a.nope", "a.push(1)", "a.length",
    "[].sort(5)", "[1] - [1]", "del a[10]", "a[0:2] = 5", "[1].count()", "[[1] < [[]]]", "[1, 2].index(2, 'a')", "-[1]",
    "a.x = 1",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
