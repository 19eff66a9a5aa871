import re

p = re.compile(r"(?P<k>\w+)=(?P<v>\d+)", re.I)
print(p.pattern, p.flags, p.groups, p.groupindex, p, re.compile("a"), re.compile(b"a", re.M | re.S))
print(re.compile("a", re.X), re.compile("(?i)a").flags)
print(p.match("a=1").groupdict(), p.match("xa=1", 1).start(), p.search("  b=2", 3), p.fullmatch("a=1", 0, 3).group())
print(p.findall("a=1,b=2"), [m["v"] for m in p.finditer("a=1 b=2")], p.split("x a=1 y"), p.subn("z", "a=1"))
print(p.search("a=12", 0, 3).group(), re.compile("^b").search("ab", 1), re.compile("^b").match("ab", 1))
print(re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I))
print({re.compile("a"): 1}[re.compile("a")], re.compile(p) is p, re.I | re.M, re.IGNORECASE.value, repr(re.S))
print(re.RegexFlag(0), bool(re.NOFLAG))
m = p.match("key=5")
for code in [
    "m.group('x')", "m.group(5)", "m['nope']", "m[9]", "m.start('q')", "m.group(1.5)", "m.groups(1, 2)",
    "re.match('a')", "re.match(5, 'a')", "re.match('a', 5)", "re.match('a', b'a')", "re.match(b'a', 'a')",
    "re.compile(p, re.M)", "re.compile('a', 'b')", "re.match('a', None)", "re.findall('a', ['a'])", "p.nope",
    "re.split('a', 'b', 0, 0, 0)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
for pattern in [
    "(", ")", "[", "a**", "*a", "a{2,1}", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?P=z)", r"\1", r"(a)\2", "[z-a]",
    "(?<=a+)b", "(?z)", "(?", "\\", r"\q", "a++", "(?P<a", "(?(1)a)", "(?P>a)", "[a", "x{99999999999}", "(?i", "a(?i)b",
    r"\x1", r"\u12", "(?<a)", r"[\d-z]", "(?P<é>a)", "((a)", "+", "a|*", r"\8", "(?#", "[]", "[^]", "a{1}{2}", "(?:",
    "(?<!a|bc)d", r"[\q]", "(?-i:a)", "(?i-i:a)", "(?a)(?u)x", r"\N{nope}", "(?(2)a|b)", "(?(a",
]:
    try:
        print(f"{pattern:<18} compiles", re.compile(pattern).groups)
    except (re.error, OverflowError, ValueError) as error:
        print(f"{pattern:<18} {type(error).__name__} {error}", getattr(error, "pos", ""))
error = re.error("message", "pat\ntern", 5)
print(error, error.msg, error.pos, error.lineno, error.colno, error.pattern, issubclass(re.error, Exception))
re.purge()
