print("hello".translate({ord("l"): "L", ord("h"): None, ord("o"): 48}), "abc".translate(str.maketrans("ab", "xy")))
print("abc".translate(str.maketrans("ab", "xy", "c")))
print("abc".translate(str.maketrans({"a": "1", 98: "two", "c": None})), str.maketrans({"a": 1}))
print(str.maketrans("ab", "cd", "e"), "abc".translate({}), "é日".translate({233: "e", 26085: "day"}))


class Table(dict):
    def __missing__(self, key):
        return chr(key).upper()


print("mixed".translate(Table()), "ab".translate(["x"] * 98), "xyz".translate({120: "long", 121: ""}))
print("héllo".encode(), "héllo".encode("latin-1"), "héllo".encode("utf-16-le"), "héllo".encode("utf-16")[:2])
print("a".encode("utf-32-be"), "日本".encode("utf-8"), "abc".encode("ascii"), "é".encode("ascii", "ignore"))
print("é!".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"))
print("é€".encode("ascii", "backslashreplace"), "é".encode("ascii", "namereplace"), "€".encode("latin-1", "replace"))
print("\udc80".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"))
print("x".encode(encoding="UTF8", errors="strict"), "\ufeffa".encode("utf-8-sig"), "é".encode("cp1252"))
print("a".encode("U8"))
print(b"h\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"))
print(b"a\xffb".decode("utf-8", "ignore"), b"\xff".decode("utf-8", "backslashreplace"))
print(ascii(b"\xff".decode("utf-8", "surrogateescape")), b"\xef\xbb\xbfa".decode("utf-8-sig"))
print(b"a\x00".decode("utf-16-le"), b"\xff\xfea\x00".decode("utf-16"), b"\x80".decode("cp1252"))
print(b"abc".decode(errors="strict"), b"\xe2\x82".decode("utf-8", "replace"))
print(b"\xf0\x9f\x98x".decode("utf-8", "replace"), b"\xed\xa0\x80".decode("utf-8", "replace"))
print(b"\xc0\x80".decode("utf-8", "replace"))
for code in [
    "'é'.encode('ascii')", "'aé€b'.encode('latin-1')", "'\\ud800'.encode()", "b'\\xff'.decode()", "b'ab\\xc3'.decode()",
    "b'\\xe2\\x28\\xa1'.decode()", "b'\\xff'.decode('ascii')", "'a'.encode('nope')", "b'a'.decode('nope')",
    "'a'.encode(5)", "'é'.encode('ascii', 'nope')", "b'a'.decode('utf-16')", "str(b'a', 'ascii', 5)",
    "str('a', 'utf-8')", "bytes('a')", "str.maketrans('a', 'bc')", "str.maketrans('a')", "str.maketrans({'ab': 1})",
    "'a'.translate(5)", "'a'.translate({97: -1})", "'a'.translate({97: 1.5})", "b'\\x81'.decode('cp1252')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
print(str(b"abc", "ascii"), str(b"abc"), str(object=5), str(), str(None), str(b"\xe9", "latin-1", "strict"))
print(repr(str("x")), str(bytearray(b"q"), encoding="utf-8"))
