import io
import struct
import zlib

target = bytearray()


def far(kind, what):
    f = kind()
    f.seek(2**60)
    f.write(what)


for code in [
    "struct.pack('999999999999999s', b'')", "target.extend(range(10**15))", "bytes(10**15)", "bytearray(10**15)",
    "b'ab'.center(10**15)", "b'\\t'.ljust(10**15)", "(1).to_bytes(10**15, 'big')", "b'x' * 10**15", "b'%1000000000000d' % 1",
    "far(io.BytesIO, b'x')", "far(io.StringIO, 'x')",
]:
    try:
        eval(code)
    except MemoryError:
        print(code, "-> MemoryError")
print(target, len(zlib.decompress(zlib.compress(bytes(10**6)))))
