s = "abracadabra"
print(s.find("abra"), s.find("abra", 1), s.find("x"), s.find("a", -3), s.find("a", 2, 3), s.find(""), s.find("", 20))
print(s.find("", 11), s.rfind("abra"), s.rfind("a", 0, 5), s.rfind(""), s.index("c"), s.rindex("b"))
print(s.count("a"), s.count("abra"), s.count("aa"), "aaaa".count("aa"), s.count(""), "".count(""))
print(s.count("a", 1, -1), s.count("", 5, 3))
print(s.startswith("ab"), s.startswith(("x", "ab")), s.startswith("br", 1), s.startswith("", 20))
print(s.startswith("", 11), s.endswith("ra"), s.endswith(("q", "bra")), s.endswith("r", 0, -1), s.endswith(""))
print(s.startswith(()), "a".startswith("abc"))
print("cad" in s, "" in s, "" in "", "xyz" not in s, s.removeprefix("abra"), s.removesuffix("abra"))
print(s.removeprefix("x"), s.removesuffix(""), "aaa".removeprefix("a"))
print(s.partition("c"), s.partition("x"), s.rpartition("a"), s.rpartition("x"), "a=b=c".partition("="))
print("a=b=c".rpartition("="), "".partition("x"))
print("héllo wörld".find("ö"), "日本語日本".rfind("日"), "😀a😀".find("a"), "😀a😀"[1], "日本"[::-1], "naïve".index("v"))
print(s.find("a", None, None), s.find("b", True), s.count("b", None, 5), s.replace("a", "A", 2), s.replace("", "-"))
print(s.replace("a", ""), s.replace("x", "y"), s.replace("a", "b", 0), "aaa".replace("aa", "b"), "".replace("", "x"))
print(s.replace("abra", "", -1), "abc".replace("", "-", 2))
for code in [
    "s.index('x')", "s.rindex('x')", "s.find(5)", "5 in s", "None in s", "s.startswith(5)", "s.startswith(['a'])",
    "s.startswith(('a', 5), 5)", "s.startswith((5, 'a'))", "s.partition('')", "s.split('')", "s.count(1)", "s.find()",
    "s.replace('a')", "s.replace('a', 1)", "s.replace('a', 'b', 'c')", "s.find('a', 'b')", "s.endswith(None)",
    "s.partition(1)", "s.removeprefix(('a',))", "s.find('a', 1.0)", "b'a' in s",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
