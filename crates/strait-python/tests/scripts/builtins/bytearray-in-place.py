b = bytearray(b"abc")
b[0] = 65
b[1:2] = b"XYZ"
b.append(33)
b.extend(b"--")
b.extend([46, 46])
b += b"end"
print(b, len(b), b[0], b[1:3], type(b[1:3]).__name__)
b.insert(0, 60)
print(b.pop(), b.pop(0), b.remove(33), b)
b.reverse()
print(b, b.copy() is b, b.copy() == b)
del b[::2]
print(b)
b[::2] = bytes(len(b[::2]))
print(b, bytes(b))
b.clear()
print(b, bool(b), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(), bytearray(b"x") == b"x")
print(b"x" == bytearray(b"x"))
b = bytearray(b"hello world")
print(b.find(b"o"), b.upper(), b.split(), b.replace(b"l", b"L"), b.decode(), b.hex()[:6], b.startswith(b"he"))
print(b"lo" in b, 104 in b, b.title(), b * 2, b + b"!", b.count(b"l"), bytearray.fromhex("6162"), sorted(b)[:3])
print(b.strip(b"hd"), b.partition(b" "), b.center(13, b"*"))
alias = b
alias *= 2
print(b is alias, len(b), b == alias, {bytes(b): 1} != {}, iter(b).__next__(), list(reversed(bytearray(b"ab"))))
b[:] = b"short"
b[5:] = range(3)
print(b, b"%s" % bytearray(b"x"), b"".join([bytearray(b"j")]), bytearray(b"ab") < b"b", repr(bytearray(b"it's\x00")))
print(str(bytearray(b"a")))
for code in [
    "b[0] = 256", "b[0] = -1", "b[0] = 'a'", "b.append(256)", "b.append(b'a')", "b.append('a')", "b.extend('ab')",
    "b.extend([300])", "b.remove(200)", "bytearray().pop()", "b.pop(50)", "b[100]", "b[100] = 1", "hash(b)", "{b: 1}",
    "b[0:1] = 'a'", "b[0:1] = 5", "b[::2] = b'x'", "b + 'a'", "bytearray('a')", "bytearray(-1)", "b.insert(0, 'a')",
    "b[0:2] = [1, 500]", "b += 'a'", "b.index(b'zz')", "del b['a']",
]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
print(b)
