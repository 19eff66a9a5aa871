print("a b  c".split(), "a b  c".split(" "), " a b ".split(), "".split(), "".split(","), "   ".split())
print("a,b,,c,".split(","), "a,b,c".split(",", 1), "a b c d".split(None, 2), "a b c d".split(maxsplit=1))
print("abc".split("abc"), "aXXbXXc".split("XX"))
print("a,b,c".rsplit(",", 1), "a b  c".rsplit(None, 1), "a b c".rsplit(), " a  b ".rsplit(maxsplit=1))
print("a,b".rsplit(",", 0), "a  b".split(" ", 1), " a b".split(None, 1), "a b ".split(None, 1), "a b ".split(None, 0))
print("a\tb\nc\x0bd\u00a0e\u2003f\x1cg".split())
print("a\nb\r\nc\rd".splitlines(), "a\n\nb\n".splitlines(), "a\nb".splitlines(keepends=True), "".splitlines())
print("\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(), "x\r\n".splitlines(True), "one".splitlines())
print(",".join(["a", "b"]), "".join("abc"), ", ".join([]), "-".join(["x"]), "-".join({"k": 1}))
print("-".join(str(i) for i in range(3)), " ".join(("é", "日")), "ab".join("xyz"), repr("\n".join(["", ""])))


class Sub(str):
    pass


print("-".join([Sub("a"), "b"]), type("".join([Sub("a")])).__name__, Sub("a,b").split(","))
for code in [
    "'-'.join([1])", "'-'.join(['a', None])", "'-'.join(5)", "'-'.join()", "'a'.split('')", "'a'.split(5)",
    "'a'.split('b', 'c')", "'-'.join(['a', b'b'])", "'a'.split(',', 1, 2)", "'a'.splitlines(1, 2)",
    "'a b'.split(maxsplit='x')", "'-'.join('a', 'b')", "'a'.rsplit('')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)


def parts():
    yield "a"
    raise KeyError("while joining")


try:
    "".join(parts())
except KeyError as error:
    print(error)
