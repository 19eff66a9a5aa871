d = {1: "int", 1.0: "float", True: "bool", "1": "str"}
print(d, len(d))
print({"b": 1, "a": 2, "b": 3}, list({"z": 0, "y": 0, "x": 0}))
print({**{"a": 1, "b": 2}, "a": 3}, {"a": 0, **{"b": 1, "a": 2}})
print((), (1,), 1, (1, 2), [], {}, set(), {1}, {*()}, [[]] * 2, ((),))
row = [0] * 3
grid = [row] * 2
grid[0][0] = 1
print(grid, [[0] * 2 for _ in range(2)])
print(... is Ellipsis, [...], {...: 1}, type(...).__name__, NotImplemented, None, (None,))
nested = {"list": [1, {"deep": (1, [2])}], ("tuple", 1): {2}, None: True}
print(nested)
loop = [1]
loop.append(loop)
print(loop)
table = {}
table["self"] = table
table["list"] = [table]
print(table)
pair = ([],)
pair[0].append(pair)
print(pair)
print([1, 2] == [1, 2], [1, 2] is [1, 2], {} == {}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, (1, 2) == [1, 2])
print({1, 2} == {2, 1}, [] == ())
trailing = {
    "k": [
        1, 2,
    ],
}
print(trailing, *[1], *(2,), *{3}, *{4: 0}, *"5", sep=",")
for source in ["{**[1]}", "{[]: 1}", "{{}}", "{*5}", "[*5]", "(*None,)", "{1: 2, **{}, **None}"]:
    try:
        eval(source)
    except TypeError as error:
        print(source, error)
for source in [
    "{1: 2, 3}", "{1, 2: 3}", "{1:}", "{:1}", "[1 2]", "(1, 2", "{*a: 1}", "{**a for a in b}", "[*a for a in b]",
    "{1: *a}", "(1,,)", "[,]",
]:
    try:
        compile(source, "s", "eval")
    except SyntaxError as error:
        print(source, "->", error.msg)
