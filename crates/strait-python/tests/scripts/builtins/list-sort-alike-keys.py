# Keys that are all alike, all but alike, and reversed; equal ones keep their order.
words = ["b\0", "b", "", "a\0\0", "a", "abcdefgh", "abcdefghi", "abcdefg", "é", "z", "\U0001F600", "\uffff", "abcdefgz"]
print(sorted(words), sorted(words, reverse=True))
numbers = [3, -1, 2**46, -(2**47), 0, 2**62, 7, True, 2.5, -0.0, 1e300]
print(sorted(numbers), sorted(numbers, reverse=True))
print(sorted([0.0, -0.0, 1.5, float("inf"), -2.25, float("-inf")]), sorted([-0.0, 0.0], reverse=True))
rows = [(2, "b", 1.5), (1, "b", 0.5), (2, "a", 1.5), (1, "b"), (1,), (), (2, "b", 1.5, 9), (1, "b", -0.5)]
print(sorted(rows), sorted(rows, reverse=True))
mixed = [(1, 2.5), (1, 2), (1.0, 2.25), (True, 0), (0, "x")]
print(sorted(mixed), sorted(mixed, reverse=True))
pairs = [(n * 7919 % 13, n) for n in range(40)]
print(sorted(pairs, key=lambda pair: pair[0]))
print(sorted(pairs, key=lambda pair: pair[0], reverse=True))
print(sorted(pairs, key=lambda pair: (pair[0] % 3, str(pair[0]))), sorted(pairs, key=lambda pair: pair[0] / 2)[:5])
print(sorted([((2, 1), 1), ((1, 9), 2), ((1, 2), 3)]), sorted([[2, "a"], [1, "z"], [1, "b"]]))
for items in ([(1, "a"), (1, 2)], [(1, None), (1, None)], [("a", 1), (1, "a")], ["a", 1], [(1, [2]), (1, [1])]):
    try:
        print(sorted(items))
    except TypeError as error:
        print(error)
nan = float("nan")
print(len(sorted([nan, 1.0, nan, 0.5])), sorted([(1, nan), (0, nan), (2, nan)]))


class Text(str):
    def __lt__(self, other):
        return len(self) < len(other)


print(sorted([Text("ccc"), Text("bb"), Text("a")]), sorted([Text("ccc"), "bb", Text("a")], reverse=True))
