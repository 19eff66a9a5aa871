import gzip
import io
import zlib

data = b"the same words again and again " * 50
packed = gzip.compress(data, mtime=0)
print(packed[:4], gzip.decompress(packed) == data, len(packed) < len(data) // 5, gzip.decompress(gzip.compress(b"")))
buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as f:
    f.write(b"line one\n")
    f.write(b"line two\n")
with gzip.GzipFile(fileobj=io.BytesIO(buffer.getvalue())) as f:
    print(f.readline(), f.read(), f.read())
with gzip.open(io.BytesIO(buffer.getvalue()), "rt", encoding="utf-8") as f:
    print(list(f))
c = zlib.compressobj()
stream = c.compress(data) + c.flush()
d = zlib.decompressobj()
print(d.decompress(stream[:20]) + d.decompress(stream[20:]) + d.flush() == data, d.eof, d.unused_data)
d = zlib.decompressobj()
print(len(d.decompress(stream + b"rest", 100)), d.unconsumed_tail != b"")
print(zlib.decompress(zlib.compress(data, level=1)) == data, zlib.crc32(data), zlib.adler32(data), zlib.crc32(b"", 5))
raw = zlib.compressobj(wbits=-15)
deflated = raw.compress(b"raw deflate") + raw.flush()
print(zlib.decompress(deflated, wbits=-15), zlib.decompress(packed, wbits=31) == data)
print(zlib.decompress(packed, 47) == data)
for code in [
    "zlib.decompress(b'nothing')", "gzip.decompress(b'nothing')", "zlib.decompress(stream[:20])",
    "zlib.compress('text')", "gzip.decompress(packed[:-4])", "gzip.decompress(packed[:-8] + bytes(8))",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
