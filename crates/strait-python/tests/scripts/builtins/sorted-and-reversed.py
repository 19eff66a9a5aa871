words = ["banana", "Apple", "cherry", "apple", "Banana"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, reverse=True))
print(sorted("hello"), sorted({3: "a", 1: "b"}), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([True, 0, 2.5, -1]))
print(sorted(range(5, 0, -1)), sorted([[2], [1, 5], []]))
people = [("ann", 30), ("bob", 25), ("cat", 30), ("dan", 25)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True))
print(sorted(people, key=lambda p: (-p[1], p[0])), sorted([3, 1, 2], key=lambda x: -x), sorted([], key=len))
print(list(reversed([1, 2, 3])), "".join(reversed("abc")), list(reversed(range(0, 10, 3))))
print(list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1}.items())), list(reversed((1, 2))))
print(list(reversed(b"ab")), list(reversed({1: 2, 3: 4}.values())))
original = [3, 1]
print(sorted(original), original, sorted(original) is original)


class Reverse:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return other.value < self.value


print([r.value for r in sorted([Reverse(1), Reverse(3), Reverse(2)])], sorted([1, 2, 3], key=Reverse))


def noisy(x):
    print("key", x, end=" ")
    if x == 3:
        raise ValueError("in the key function")
    return x


try:
    sorted([1, 3, 2], key=noisy)
except ValueError as error:
    print(error)
data = [5, 2, 8]


def peek(x):
    return (len(data), x)


print(sorted(data, key=peek), data)
for code in [
    "sorted([1, 'a'])", "sorted([None, 1])", "sorted(5)", "sorted([1], 5)", "sorted([1], key=5)", "sorted([{}, {}])",
    "sorted([1j, 2j])", "reversed(5)", "reversed({1, 2})", "reversed(iter([]))", "sorted()", "sorted([1], cmp=1)",
    "sorted([1, 2], key=lambda: 0)", "reversed()", "sorted([[1], 'a'])", "sorted([1, 2], reverse='x')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
