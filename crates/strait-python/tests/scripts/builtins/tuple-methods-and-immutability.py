t = (1, 2, 3, 2)
print(t.count(2), t.index(2), t.index(2, 2), t[1:], t[::-1], t + (4,), t * 2, (0,) * 3, len(t), 2 in t, max(t))
print(tuple(), tuple("ab"), tuple([1]), tuple(range(2)), tuple({1: 2}), tuple(t) is t, t[:] is t)
print(tuple(x for x in "q"))
print((1,), (1, 2), 1, (1), ((1)), ((),), (None,), (1, (2, (3,))), repr((1,)), str(("a",)), f"{(1, 2)}", "%s" % ((1,),))
print((1, 2) == (1, 2), (1, 2) == [1, 2], (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, "a") == (1, "a"))
print(hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2], ("a", 1) in {("a", 1)}, (1, 2) != (2, 1))
print(sorted([(2,), (1, 5)]))
a, b = b, a = (1, 2)
print(a, b)
point = x, y = 3, 4
print(point, x, y)
nested = ([1], 2)
nested[0].append("changed inside")
print(nested)


def several():
    return 1, 2


print(several(), type(several()).__name__, several()[0], *several())
print((1, 2).__add__((3,)), (1, 2).__contains__(1), (1,).__eq__([1]), (5,).__iter__().__next__())
print((1, 2).__getnewargs__(), zip((1, 2), (3, 4)).__next__())
for code in [
    "t[0] = 5", "del t[0]", "t.append(1)", "t[10]", "t['a']", "t + [1]", "t + 1", "t.index(9)", "t * 'a'", "tuple(5)",
    "hash(([],))", "t < 5", "t < (1, 'a')", "t.x = 1", "tuple(1, 2)", "t.count()", "t += [1]", "t[1:2] = (1,)", "t()",
    "t.remove(1)", "(1, 2) - (1,)", "t.index(2, 'a')",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
