s = "abcdefgh"
print(s[2:5], s[:3], s[-3:], s[:], s[::2], s[::-1], s[5:2], s[5:2:-1], s[-2:-6:-2])
print(s[100:], s[:100], s[-100:2], s[100::-3], s[:-100:-1], s[3:3], s[-1:0:-1])
numbers = list(range(10))
numbers[2:4] = ["x", "y", "z"]
print(numbers)
numbers[1:1] = "in"
print(numbers)
numbers[::4] = [0, 0, 0, 0]
print(numbers)
numbers[5:2] = ["between"]
print(numbers)
del numbers[::3]
print(numbers)
del numbers[-2:], numbers[0]
print(numbers)
numbers[:] = []
print(numbers)
try:
    [1, 2, 3, 4][::2] = [1]
    x = [1, 2, 3, 4]
    x[::2] = [1]
except ValueError as error:
    print(error)
x = [1, 2, 3, 4]
x[::-1] = x
print(x)
for index in ["slice(0, 2, 0)", "'a'", "1.0", "None", "(1, 2)"]:
    try:
        print(x[eval(index)])
    except (TypeError, ValueError) as error:
        print(index, error)
try:
    x[1:2] = 5
except TypeError as error:
    print(error)


class Grid:
    def __getitem__(self, key):
        return key


g = Grid()
print(g[1:2], g[:, 1], g[::], g[1:2, ..., 3:4:5], g[()], g[*[1, 2]], g[1,])


class At:
    def __index__(self):
        return 2


print(s[At()], s[At():], s[:At()], s[True], [5, 6][False])
