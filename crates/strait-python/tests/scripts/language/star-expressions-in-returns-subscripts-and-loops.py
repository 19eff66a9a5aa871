def spread(*items):
    return 0, *items, 9


def more(items):
    yield *items, "end"


print(spread(1, 2), list(more([1, 2])))
for x in *range(2), *"ab":
    print(x, end=" ")
print()


class Keys:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


k = Keys()
print(k[*[1, 2], 3], k[*"a"], k[1:2, *[3]])
k[*(1, 2)] = *[5], 6
del k[*[1], 2]
k[0], (k[1], *k[2]) = 1, (2, 3, 4)
x = *[1, 2],
print(x)
*y, = x
print(y)
a, b, *c = *x, *y
print(a, b, c)
(*d, e), f = [x, 5]
print(d, e, f)
for source in [
    "x = *a", "*a = 1", "*a, *b = c", "del *a", "print(*a for a in b)", "return *a", "f(**a, *b)", "f(a=1, 2)",
    "f(**a, 1)", "(*a)", "a = (*b)", "f(x for x in y, 1)", "*a", "*a, b: int = 1", "for *x in y: pass",
    "with a as *b: pass", "f(a.b=1)", "f(1=2)", "f(a=1, a=2)", "f((a)=1)", "x[*a:b]",
]:
    try:
        compile("def f():\n " + source if source.startswith("return") else source, "s", "exec")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "->", error.msg)
