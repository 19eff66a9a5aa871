print(bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)))
print(bytes(bytearray(b"y")), bytes("a", encoding="ascii", errors="strict"), bytes((1, 2)), bytes(memoryview(b"mv")))
print(bytes(x for x in [65, 66]))
b = b"Hello, World"
print(b[0], b[-1], b[1:4], b[::-1], len(b), list(b"ab"), b"lo" in b, 72 in b, 0 in b, b.find(b"o"), b.find(111))
print(b.rfind(b"o"), b.index(b"W"), b.count(b"o"), b.count(108), b.startswith((b"x", b"He")), b.endswith(b"d"))
print(b + b"!", b * 2, b == b"Hello, World", b < b"I", b == "Hello, World", hash(b"a") == hash(b"a"))
print(b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), b.replace(b"o", b"0"), b.split(b", "))
print(b.partition(b","), b.rpartition(b"o"), b"a b".split(), b" x ".strip(), b"xxaxx".strip(b"x"))
print(b"-".join([b"a", bytearray(b"b")]), b"a\nb\r\nc".splitlines(), b"7".zfill(3), b"a".center(5, b"*"))
print(b"a".ljust(3), b"a\tb".expandtabs(4), b"ab".removeprefix(b"a"), b"ab".removesuffix(b"b"))
print(b"a,b,c".rsplit(b",", 1))
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"))
print(b"abc".translate(None, delete=b"ac"), b"\x01\xff".hex(), b"abcd".hex(":"), b"abcde".hex("-", 2))
print(b"abcde".hex("-", -2), bytes.fromhex("01 fF"), bytes.fromhex(""), b"abc".decode("ascii"), b"12".isdigit())
print(b"ab".isalpha(), b"a1".isalnum(), b" ".isspace(), b"A".isupper(), b"Ab".istitle(), b"\xff".isascii())
print(b"".islower())
print(repr(b"\x00\t\n\r'\"\\\x7f\xc3"), str(b"it's"), b"%s-%d" % (b"x", 5), bytes([65]) + bytearray(b"b"))
print(type(b"a" + bytearray(b"b")).__name__, type(bytearray(b"a") + b"b").__name__, min(b"ba"), sorted(b"cab"))
print(b"".join([]), b"ab"[True], b"abc"[5:], {b"k": 1}[b"k"])
print(bytes(type("B", (), {"__bytes__": lambda s: b"custom"})()), bytes(type("I", (), {"__index__": lambda s: 2})()))
for code in [
    "bytes('a')", "bytes(-1)", "bytes([256])", "bytes(['a'])", "bytes(1.5)", "bytes(None)", "b[100]", "b['a']",
    "b[0] = 1", "b + 'a'", "'a' + b", "b.find('a')", "b.join(['a'])", "b.split(b'')", "b.split(',')", "'a' in b",
    "300 in b", "b.index(b'q')", "b.fromhex('0')", "bytes.fromhex('0g')", "bytes.fromhex(b'00')",
    "b.replace('a', b'b')", "b.startswith('a')", "b < 'a'", "b.strip('a')", "b.nope", "bytes([1], 'utf-8')",
    "bytes(10**20)", "b.encode()", "b.center(5, b'ab')", "b.translate(b'abc')", "b.hex('ab')", "b.count(300)",
    "bytes(5, 'ascii')", "b.partition(b'')",
]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
