import copy
import re

text = "é" * 1000 + "abc" + "日本"
m = re.search("abc", text)
print(m.span(), m.start(), m.pos, m.endpos, m.string is text, text[m.start():m.end()])
m = re.compile("b").search(text, 1001)
print(m.span(), m.pos, re.compile("b").search(text, 0, 1001), re.compile("本").search(text, -5, 99999).span())
print(re.compile("é").findall(text, 998), re.compile("b", re.A).search("abc", 5), re.compile("").match("ab", 2).span())
scanner = re.compile("x").scanner("xxax")
print(scanner.match(), scanner.match(), scanner.match(), scanner.pattern.pattern)
found = re.finditer("a", "banana")
print(next(found), [m.start() for m in found], next(found, None), type(found).__name__)
print(re.Pattern, re.Match, type(m).__name__, re.Pattern[str], re.Match[bytes])
print(re.compile("(?P<x>a)|(b)").match("a").regs, copy.copy(m) is m, copy.deepcopy(m) is m, [m])
print({"p": re.compile("a", re.S)}, (re.compile("x'y"),))
for make in [re.Pattern, re.Match]:
    try:
        make()
    except TypeError as error:
        print(error)
try:
    class Derived(re.Pattern):
        pass
except TypeError as error:
    print(error)
print(re.subn("a", lambda m: None, "banana"), re.sub("a", lambda m: "b", "aaa", count=2))
try:
    re.sub("a", lambda m: 5, "xaa")
except TypeError as error:
    print(error)


class Text(str):
    pass


m = re.match("abc", Text("abc"))
print(type(m.group()).__name__, type(m.string).__name__, type(re.sub("x", "", Text("abc"))).__name__)
print(re.split("(,)", "a,b", maxsplit=-1), re.sub("a", "b", "aa", count=-1), re.sub("a", lambda m: "b", "aa", count=-1))
print(re.match(b"a", bytearray(b"abc")).group())
pattern = re.compile("a")
print(hash(pattern) == hash(re.compile("a")), pattern != re.compile("b"), pattern == "a")
re.purge()
print(pattern == re.compile("a"), pattern is re.compile("a"), {pattern: 1}[re.compile("a")])
print(re.sub("", lambda m: "-", "abc"), re.sub("b*", lambda m: "-", "abc"), re.sub("b*?", lambda m: m[0] + ".", "abb"))
print([m.span() for m in re.finditer("b|", "abb")])
scanner = re.Scanner([(r"\d+", lambda scanner, token: int(token)), (r"\s+", None), (r"\w+", str)])
print(re.sub(r"(?P<first>\w)(?P<second>\w)?", r"\g<second>\1", "abc"), re.escape(b"a.b"), re.escape("a b\n"))
print(re.match("a|(b)", "a").expand(r"[\1]"), re.match("(a)", "a").expand("x"))
print(len(re.sub(r"\d", lambda m: str(int(m[0]) + 1), "0123456789" * 200)), re.sub("(.)", r"\1\1", "日本é"))
