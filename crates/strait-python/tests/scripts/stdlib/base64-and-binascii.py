import base64
import binascii

data = bytes(range(0, 256, 5)) + b"\xfb\xff"
for name in [
    "b64encode", "standard_b64encode", "urlsafe_b64encode", "b32encode", "b32hexencode", "b16encode", "a85encode",
    "b85encode", "encodebytes",
]:
    encoded = getattr(base64, name)(data)
    decoded = getattr(base64, name.replace("encode", "decode", 1))(encoded)
    print(name, encoded[-40:], decoded == data)
print(base64.b64encode(b""), base64.b64encode(b"a"), base64.b64encode(b"ab"), base64.b64encode(b"abc"))
print(base64.b64decode("YWJj"), base64.b64decode(b"YW\nJj"), base64.b64decode("YQ=="))
print(base64.b64encode(b"\xfb\xff", altchars=b"-_"), base64.b64decode("-_8=", altchars="-_"))
print(base64.b32decode("me======", casefold=True), base64.b16decode("ff", casefold=True))
print(base64.a85encode(b"\0\0\0\0 ", foldspaces=True), base64.a85encode(b"x", adobe=True), base64.b64decode("YW!Jj"))
print(base64.b64encode(bytearray(b"x")))
print(binascii.hexlify(b"\x01\xab"), binascii.unhexlify("01AB"), binascii.hexlify(b"abcd", "-", 2))
print(binascii.b2a_hex(b"z"), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")))
print(binascii.crc_hqx(b"hello", 0), binascii.b2a_base64(b"hi"), binascii.b2a_base64(b"hi", newline=False))
print(binascii.a2b_base64("aGk="), binascii.b2a_qp(b"a=b\xe9"), binascii.a2b_qp(b"=E9="), binascii.b2a_uu(b"abc"))
print(binascii.a2b_uu(b"#86)C\n"))
import zlib

packed = zlib.compress(b"abc" * 100)
print(zlib.decompress(packed) == b"abc" * 100, len(packed) < 40, zlib.crc32(b"hello"), zlib.adler32(b"hello"))
print(zlib.decompress(zlib.compress(b"", 9)), packed[:1])
for code in [
    "base64.b64decode('abc')", "base64.b64decode('a')", "base64.b64decode('YW!Jj', validate=True)",
    "base64.b64decode('é')", "base64.b64encode('abc')", "base64.b32decode('1')", "base64.b16decode('ff')",
    "binascii.unhexlify('0')", "binascii.unhexlify('zz')", "base64.b64decode(5)", "base64.a85decode(b'~~')",
    "base64.b85decode(b' ')", "zlib.decompress(b'x')", "binascii.a2b_base64('a=b')", "base64.b32decode('AB=')",
    "base64.b64decode('YQ=', validate=True)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
