import struct

print(struct.pack(">BHIQ", 1, 2, 3, 4), struct.pack("<bhiq", -1, -2, -3, -4), struct.pack(">f", 1.5))
print(struct.pack("<d", -0.1), struct.pack(">e", 65504.0), struct.pack("5s", b"ab"), struct.pack("3s2x?", b"abcd", 1))
print(struct.pack("5p", b"abcdefg"), struct.pack(">3H", 1, 2, 3), struct.pack("<c", b"x"))
print(struct.pack("!I", 2**32 - 1), struct.pack("=hi", 1, 2), struct.pack("0s", b""), struct.pack(""))
print(struct.unpack(">BHIQ", struct.pack(">BHIQ", 1, 2, 3, 4)), struct.unpack("<hb", b"\xff\xff\x80"))
print(struct.unpack(">f", b"\x3f\x80\x00\x00"), struct.unpack("5s", b"ab\0\0\0"), struct.unpack("5p", b"\x02abxx"))
print(struct.unpack(">2H", b"\0\1\0\2"), struct.unpack("<?", b"\x02"), struct.unpack(">d", b"\x7f\xf0" + bytes(6)))
print(struct.unpack("<e", b"\x00\x3c"), struct.unpack("2c", b"ab"))
print(struct.calcsize("<BHIQ"), struct.calcsize("BHIQ"), struct.calcsize("@ci"), struct.calcsize("=ci"))
print(struct.calcsize("10s"), struct.calcsize(""), list(struct.iter_unpack(">H", b"\0\1\0\2")))
print(struct.unpack_from("<H", b"xx\x05\x00", 2), struct.pack("@bi", 1, 2))
buffer = bytearray(8)
struct.pack_into(">HH", buffer, 2, 1, 2)
s = struct.Struct("<IH")
print(buffer, s.size, s.format, s.unpack(s.pack(7, 8)), s.unpack_from(bytes(10), 4))
for code in [
    "struct.pack('B', 256)", "struct.pack('b', -129)", "struct.pack('H')", "struct.pack('H', 1, 2)",
    "struct.unpack('H', b'a')", "struct.pack('Z', 1)", "struct.pack('i', 1.5)", "struct.pack('s', 'a')",
    "struct.pack('f', 'a')", "struct.pack('<e', 1e6)", "struct.pack('>I', -1)", "struct.unpack_from('H', b'a')",
    "struct.pack('c', b'ab')", "struct.pack('<q', 2**63)", "list(struct.iter_unpack('H', b'abc'))",
    "struct.pack('<f', 1e40)", "struct.pack_into('H', bytearray(1), 0, 1)", "struct.calcsize('5')",
    "struct.pack('I', 'a')", "struct.unpack('<n', b'')", "struct.unpack_from('B', b'ab', 5)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
