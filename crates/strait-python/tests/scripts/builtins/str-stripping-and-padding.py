print(repr("  a b \t\n".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()), repr("xxaxbxx".strip("x")))
print(repr("abcba".strip("ab")), repr("abc".strip("")), repr("\u00a0a\u2003".strip()), repr("a".strip(None)))
print(repr("mississippi".lstrip("mis")), repr("www.example.com".strip("cmowz.")), repr("\x1fa\x00".strip()))
print(repr("12ab21".strip("21")))
print(repr("a".center(4)), repr("ab".center(5)), repr("abc".center(6, "*")), repr("a".center(6, "-")))
print(repr("ab".ljust(5, ".")), repr("ab".rjust(5)), repr("abc".ljust(2)), repr("42".zfill(5)), repr("-42".zfill(5)))
print(repr("+4".zfill(4)), repr("--4".zfill(5)), repr("".zfill(2)), repr("abc".zfill(2)), repr("日".rjust(3, "語")))
print(repr("a\tb".expandtabs()), repr("a\tb\tc".expandtabs(4)), repr("ab\n\tc".expandtabs(4)))
print(repr("\t".expandtabs(0)), repr("a\tb".expandtabs(tabsize=2)), repr("\ta\r\tb".expandtabs(3)))
print("ab" * 3, "ab" * 0, "ab" * -1, 3 * "x", "a" + "b", "é" * 2)
for code in [
    "'a'.center('x')", "'a'.center(5, 'xy')", "'a'.center(5, '')", "'a'.ljust()", "'a'.strip(5)", "'a'.zfill('5')",
    "'a'.rjust(5, 5)", "'a' * 'b'", "'a' * 1.5", "'a' + 1", "1 + 'a'", "'a' + None", "'a' + b'b'", "'a' - 'b'",
    "'a'.center(5.0)", "'a'.strip('a', 'b')", "-'a'", "'a' + ['b']",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
