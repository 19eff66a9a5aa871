import re

# A tokenizer of the kind the documentation shows.
spec = [
    ("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/]"),
    ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r"."),
]
token = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in spec))
line, start = 1, 0
for m in token.finditer("total := total + 1.5 * x;\ny ? 2"):
    kind, value = m.lastgroup, m.group()
    if kind == "NEWLINE":
        line, start = line + 1, m.end()
    elif kind == "MISMATCH":
        print(f"unexpected {value!r} on line {line}")
    elif kind != "SKIP":
        print(kind, value, line, m.start() - start, end="; ")
print()

log = """127.0.0.1 - ann [10/Oct/2024:13:55:36 +0000] "GET /a?b=1 HTTP/1.1" 200 2326
10.0.0.9 - - [11/Oct/2024:00:00:01 +0000] "POST /x HTTP/1.0" 404 -"""
pattern = re.compile(r'^(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<when>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)$', re.M)
for m in pattern.finditer(log):
    print(m.groupdict())
address = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
print(address.findall("ann@x.org, bob.b+t@mail.example.co.uk; bad@x @y.z"))
print(re.findall(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", """a="1 2" b = 'x' c=3"""))
print(re.fullmatch(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}", "192.168.1.255") is not None)
print(re.fullmatch(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}", "256.1.1.1"))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "HTTPServerName"), re.split(r"(?<=[.!?])\s+", "One. Two! Three?"))
print(re.findall(r"#(\w+)", "a #tag and #two"), re.sub(r"(.)\1+", r"\1", "aaabbbccd"))
print(re.findall(r"\b\w{5}\b", "seven words in these lines"))
print(re.match(r"(?P<sign>[-+])?(?P<whole>\d+)(?:\.(?P<frac>\d+))?(?:[eE](?P<exp>[-+]?\d+))?$", "-12.5e+3").groupdict())
markdown = "# Title\n\nSome *bold* and `code`.\n\n## Sub\ntext [link](http://x/y)"
print(re.findall(r"^(#+)\s+(.*)$", markdown, re.M), re.sub(r"\*(.+?)\*", r"<b>\1</b>", markdown).count("<b>"))
print(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", markdown), re.search(r"`(.+?)`", markdown)[1])
print(re.findall(r"(?=(\w\w))", "abcd"), re.findall(r"(?:^|,)([^,]*)", "a,,b"), len(re.findall(r"\w", "x" * 5000)))
print(re.match(r"(a|b|c)*d", "abc" * 500 + "d").end(), re.search(r"needle", "hay" * 3000 + "needle").start())
print(re.match(r"(?:x+x+)+y", "xxxxxxxxxx") is None)
