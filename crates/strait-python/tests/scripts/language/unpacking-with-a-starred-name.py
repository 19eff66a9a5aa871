first, *middle, last = range(6)
print(first, middle, last)
*head, tail = "x"
print(head, tail)
a, *b = [1]
print(a, b)
(a, *b), *c = ("xyz", 2, 3)
print(a, b, c)
for index, *values in [(1, 2, 3), (4,), "ab"]:
    print(index, values)
print([*range(3), *"ab"], (*[1], 2, *()), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
numbers = 1, *[2, 3]
print(numbers)


def generate():
    yield 1
    yield 2
    print("asked for more than two")
    yield 3


try:
    p, q = generate()
except ValueError as error:
    print(error)
for text in [
    "a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = [1]", "a, b = 5", "a, b = None", "a, b = {}", "a, b = iter('xyz')",
    "[a] = ''",
]:
    try:
        exec(text)
    except Exception as error:
        print(text, "->", type(error).__name__, error)
