data = bytearray(b"abcdefgh")
m = memoryview(data)
print(m[0], m[-1], bytes(m[2:4]), m[::2].tolist(), len(m), m.nbytes, m.itemsize, m.format, m.readonly, m.shape)
print(m.strides, m.ndim, m.contiguous, m.obj is data)
m[0] = 65
m[1:3] = b"BC"
print(data, m == data, m[3:] == b"defgh", m.tobytes(), m.hex()[:4], list(m)[:2], 65 in m, m.tolist()[:3])
part = m[4:]
part[0] = 33
print(data, bytes(part), memoryview(b"abc").readonly, hash(memoryview(b"abc")) == hash(b"abc"))
print(memoryview(b"a") == memoryview(bytearray(b"a")))
ints = memoryview(bytearray(8)).cast("I")
ints[0] = 1
ints[1] = 2**32 - 1
print(ints.tolist(), ints.nbytes, ints.itemsize, ints.format, ints.cast("B").tolist(), bytes(ints))
print(m[::-1].tobytes(), m[1:6:2].tobytes(), b"".join([m[:2], b"x"]), bytes(m) + b"", str(m[0:2], "ascii"))
print(m.toreadonly().readonly, int.from_bytes(m[:2], "big"))
with memoryview(b"xyz") as inside:
    print(inside[1])
for code in [
    "inside[0]", "memoryview('a')", "memoryview(5)", "m[100]", "m['a']", "memoryview(b'a')[0] = 1", "m[0] = 300",
    "m[0] = 'a'", "m[0:2] = b'abc'", "data.append(1)", "m[0:2] = 5", "memoryview(b'abc').cast('I')", "m + b'a'",
    "hash(m)", "del m[0]", "memoryview()", "ints[0] = -1",
]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
part.release()
m.release()
data.append(33)
print(data)
