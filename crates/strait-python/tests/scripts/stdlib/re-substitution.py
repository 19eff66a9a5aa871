import re

print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", count=2), re.subn("a", "", "banana"))
print(re.sub("x", "y", "abc"), re.sub("", "-", "abc"), re.sub("b*", "-", "abc"), re.sub("x*", "-", "abxd"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<a>\d)", r"<\g<a>>", "1 2"))
print(re.sub(r"(\d)", r"\g<1>0", "12"), re.sub(r"(a)|b", r"[\1]", "ab"), re.sub("a", r"\\", "aa"))
print(re.sub("a", r"\n", "a") == "\n", re.sub("a", "\\\\n", "a"), re.sub("(a)(b)?", r"\g<0>|\2", "a ab"))
print(re.sub(".", "A", "xy"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 a 22"))
print(re.sub("[aeiou]", lambda m: m[0].upper(), "programming"))
print(re.sub(r"(?P<w>\w+)", lambda m: f"{m['w']}:{m.start()}", "ab c"), re.sub("a", lambda m: r"\1", "a"))
print(re.sub(rb"\d", b"#", b"a1"), re.sub("É", "e", "é", flags=re.I), re.compile("a").sub("b", "aa", 1))
print(re.sub(r"\s+", " ", " a \n b ").strip(), re.sub(r"(?m)^", "> ", "a\nb"))
print(re.sub(r"\b(\w)", lambda m: m[1].upper(), "the quick fox"), re.sub("(?<=a)b", "X", "abab"))


def fails(m):
    raise KeyError(m.group())


try:
    re.sub("b", fails, "abc")
except KeyError as error:
    print("KeyError", error)
for pattern, replacement, text in [
    ("a", r"\1", "a"), ("a", r"\g<x>", "a"), ("a", r"\g<1", "a"), ("a", r"\q", "a"), ("(a)", r"\2", "a"),
    ("a", "\\", "a"), ("a", r"\g<>", "a"), ("a", 5, "a"), ("a", b"x", "a"), ("a", lambda m: 5, "a"),
    ("a", r"\g<-1>", "a"), ("a", r"\400", "a"),
]:
    try:
        print(repr(re.sub(pattern, replacement, text)))
    except (re.error, TypeError, IndexError) as error:
        print(type(error).__name__, error)
template = "Dear {{name}}, you owe {{ amount }}."
values = {"name": "Ann", "amount": 5}
print(re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda m: str(values[m[1]]), template))
print(re.sub(r"([A-Z])", r"_\1", "camelCaseName").lower())
print(re.sub(r"_(\w)", lambda m: m[1].upper(), "snake_case_name"), re.sub(r"(\d)(?=(\d{3})+$)", r"\1,", "1234567"))
print(re.sub(r"<[^>]+>", "", "<b>bold</b> text"), re.match("(a)(b)", "ab").expand(r"\2-\1"))
