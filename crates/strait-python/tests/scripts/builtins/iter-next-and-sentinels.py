it = iter([1, 2])
print(next(it), next(it), next(it, "done"), next(it, None))
try:
    next(it)
except StopIteration as stop:
    print(repr(stop))
values = iter([3, 2, 1, 0, 9])
print(list(iter(lambda: next(values), 0)), list(values))
for text in iter(iter(["a", "b", ""]).__next__, ""):
    print(text, end=" ")
print()
shrinking = [1, 2, 3]
it = iter(shrinking)
next(it)
shrinking.clear()
print(list(it))
shrinking.extend([1, 2])
print(list(it))
growing = [1]
it = iter(growing)
growing.append(2)
print(list(it), it.__length_hint__())
d = {"a": 1, "b": 2}
it = iter(d.items())
print(next(it), it.__length_hint__(), list(it), type(it).__name__, type(iter(d)).__name__, type(iter(())).__name__)
print(type(iter({1})).__name__, type(iter(b"")).__name__, type(reversed([])).__name__)
it = iter("ab")
print(iter(it) is it, list(zip(it, it)), list(it))
it = iter([1, 2, 3, 4, 5, 6])
print(list(zip(it, it, it)))


class Stops:
    def __call__(self):
        raise StopIteration("early")


print(list(iter(Stops(), 0)))


class Fails:
    def __call__(self):
        raise ValueError("from the callable")


for code in [
    "list(iter(Fails(), 0))", "iter(5, 0)", "iter()", "iter(len)", "next([])", "next()", "next(5, 0)", "iter([], 1)",
    "iter(None)", "iter(1.5)", "next(iter([]), default=1)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
t = iter((1, 2, 3))
for x in t:
    if x == 2:
        break
print(list(t), "x" in iter("xyz"), 3 in iter([1, 2]), min(iter([3, 1])), "-".join(iter("ab")))
s = {1}
it = iter(s)
s.add(2)
try:
    next(it)
except RuntimeError as error:
    print(error)
