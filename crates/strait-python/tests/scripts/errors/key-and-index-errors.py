data = {"a": [1, 2], 1: {"x": None}, (1, 2): "t"}
for code in """data["b"]
data["a"][2]
data["a"][-3]
data[1]["y"]
data[1]["x"]["deep"]
data[2]
data[None]
data[1.5]
data["it's"]
data[b"a"]
data[(1, 3)]
data["line\\nbreak"]
data[""]
data[frozenset()]
data.pop("q")
data["a"].pop(9)
[][0]
""[0]
()[0]
b""[0]
range(0)[0]
bytearray()[0]
[1][1] = 2
[1][-2]
del [1][5]
[].pop()
set().pop()
{}.popitem()
set().remove("x")
[1].remove(2)
[1].index(2)
(1,).index("q")
"abc".index("z")
"{x}".format()
"{0} {1}".format(1)
"%(k)s" % {}
{}[()]
{}[[]]
[10 ** 30][10 ** 30]
"abc"[10 ** 30]
(1, 2)[-10 ** 30]
range(5)[10 ** 30]
[1, 2][2**63]""".splitlines():
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error, "|", error.args)
