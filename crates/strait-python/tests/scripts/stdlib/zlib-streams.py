import gzip
import io
import zlib

data = b"".join(b"%d squared is %d\n" % (n, n * n) for n in range(5000))
for wbits in (15, -15, 31):
    for level in (0, 1, 6, 9, -1):
        c = zlib.compressobj(level, zlib.DEFLATED, wbits)
        packed = b"".join([c.compress(data[:1000]), c.compress(data[1000:]), c.flush()])
        d = zlib.decompressobj(wbits)
        out = []
        for start in range(0, len(packed), 997):
            out.append(d.decompress(packed[start:start + 997]))
        out.append(d.flush())
        print(wbits, level, b"".join(out) == data, d.eof, d.unused_data, d.unconsumed_tail, len(packed) < len(data) or level == 0)
packed = zlib.compress(data)
d = zlib.decompressobj()
pending, out, rounds = packed, b"", 0
while pending and not d.eof:
    part = d.decompress(pending, 1000)
    assert len(part) <= 1000
    out += part
    pending = d.unconsumed_tail
    rounds += 1
out += d.flush()
print(out == data, rounds > 50, d.eof)
d = zlib.decompressobj()
print(len(d.decompress(packed + b"after")), d.unused_data, d.decompress(b"more"), d.unused_data)
c = zlib.compressobj()
synced = c.compress(b"part one") + c.flush(zlib.Z_SYNC_FLUSH)
d = zlib.decompressobj()
print(d.decompress(synced), d.eof)
other = c.copy()
print(d.copy().decompress(c.compress(b" two") + c.flush()), d.decompress(other.compress(b" three") + other.flush()))
many = gzip.compress(b"one") + gzip.compress(b"two")
print(gzip.decompress(many), gzip.GzipFile(fileobj=io.BytesIO(many)).read(), zlib.decompress(gzip.compress(b"x"), 47))
buffer = io.BytesIO()
with gzip.open(buffer, "wt", encoding="utf-8", newline="\n") as f:
    f.write("line é\n" * 3)
buffer.seek(0)
with gzip.open(buffer, "rb") as f:
    print(f.readline(), f.tell(), f.seek(1), f.read(3), f.peek(2)[:2], f.readlines())
bomb = zlib.compress(bytes(10**7), 9)
d = zlib.decompressobj()
print(len(bomb) < 20000, len(d.decompress(bomb, 100)), len(zlib.decompress(bomb)))
print(zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"), zlib.adler32(b"ab", zlib.adler32(b"")), zlib.adler32(bytes(10**5)))
for code in [
    "zlib.compress(b'x', 10)", "zlib.compressobj(wbits=5)", "zlib.decompressobj(wbits=99)", "zlib.decompress(b'')", "zlib.decompress(packed[:-1])",
    "zlib.decompress(packed[:-4] + b'abcd')", "zlib.decompress(b'x\\x9c\\xff')", "zlib.decompress(b'\\x78\\x9d')", "zlib.decompress(5)",
    "zlib.decompressobj().decompress(b'x', -1)", "zlib.decompressobj().flush(0)", "zlib.crc32('a')", "zlib.error.__module__",
    "gzip.decompress(b'')", "gzip.decompress(gzip.compress(b'abc')[:5])", "gzip.GzipFile(fileobj=io.BytesIO(b'junk')).read()", "zlib.MAX_WBITS",
    "gzip.open(io.BytesIO(), 'q')", "gzip.GzipFile(fileobj=io.BytesIO(), mode='w').read()",
]:
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
