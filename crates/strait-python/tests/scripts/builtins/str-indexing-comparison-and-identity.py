s = "héllo"
print(s[0], s[-1], s[1], s[1:3], s[::-1], s[10:], len(s), [*s], min(s), max(s), sorted(s), list(enumerate("ab")))
print(s[True])
print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "Z" < "a", "é" > "z", "a" == "a", "a" != "b", "10" < "9")
print("a" <= "a", "ab" > "a", "日" > "é", "\U0001F600" > "\uffff", "a" == 97, "x" * 3 == "xxx")
print(hash("abc") == hash("a" + "bc"), {"ab": 1}["a" + "b"], "a" in {"a"}, "abc".__len__(), "abc".__contains__("b"))
print("abc".__getitem__(1), "a".__add__("b"), "a".__mul__(2), "a".__eq__(5), "a".__lt__("b"))
print("abc".__iter__().__next__(), "{}".__mod__(()), str.__doc__[:11], "a".__class__.__name__)
a, b, *c = "xyz"
print(a, b, c, tuple("ab"), set("aab") == {"a", "b"}, dict.fromkeys("ab"), "".join(reversed("abc")), "abc"[1:][0])
print("abc"[-2:], "a" "b"[0], ("a" "b")[1])
for code in [
    "s[10]", "s['a']", "s[1.0]", "s[None]", "s[0] = 'x'", "del s[0]", "s < 5", "s > None", "s[1:2] = 'a'", "s.x = 1",
    "s()", "''[0]", "s[-6]", "int < s", "s['a':]", "s[1, 2]", "'a' < b'a'",
]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
for x in "añ😀":
    print(x, ord(x), len(x), x.encode(), end="; ")
print()
text = "The quick brown fox"
print(text.split()[::-1], " ".join(w[::-1] for w in text.split()), {w: len(w) for w in text.split()})
print(text.lower().count("o"), text[text.index("q"):text.index("q") + 5], text.swapcase())
print("".join(c for c in text if c not in "aeiou"))
