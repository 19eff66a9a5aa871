import io

b = io.BytesIO(b"line one\nline two\n\x00\xff")
print(b.read(4), b.tell(), b.readline(), b.readlines(), b.seek(-2, 2), b.read(), b.seek(0), b.read1(3))
print(b.getvalue()[:4], len(b.getbuffer()), list(io.BytesIO(b"a\nb")))
target = bytearray(4)
b.seek(0)
print(b.readinto(target), target, b.write(b"WXYZ"), b.getvalue()[:10], b.truncate(6), b.getvalue(), b.seek(1, 1))
print(io.BytesIO().read(), io.BytesIO(b"abc").read(-1), io.BytesIO(b"abc").readline(1))
view = b.getbuffer()
view[0] = 33
print(b.getvalue()[:2])
for code in ["b.truncate(0)", "b.write(b'x' * 100)"]:
    try:
        eval(code)
    except BufferError as error:
        print(error)
view.release()
w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
print(w.write("é\n"), w.flush(), w.buffer.getvalue(), w.encoding, w.line_buffering, w.seek(0), repr(w.read()))
print(io.TextIOWrapper(io.BytesIO("a\r\nbé".encode("latin-1")), encoding="latin-1").read())
print(list(io.TextIOWrapper(io.BytesIO(b"x\ny"), encoding="ascii")))
print(io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8", errors="replace").read())
r = io.BufferedReader(io.BytesIO(b"abcdef"))
print(r.peek(2)[:2], r.read(3), r.read())
o = io.BytesIO()
bw = io.BufferedWriter(o)
bw.write(b"buffered")
print(o.getvalue(), bw.flush(), o.getvalue())


class Chunks(io.RawIOBase):
    def __init__(self, *chunks):
        self.chunks = list(chunks)

    def readable(self):
        return True

    def readinto(self, target):
        if not self.chunks:
            return 0
        chunk = self.chunks.pop(0)
        target[:len(chunk)] = chunk
        return len(chunk)


print(io.BufferedReader(Chunks(b"one ", b"two\n", b"three")).readlines(), Chunks(b"a", b"b").readall())
print(io.TextIOWrapper(io.BufferedReader(Chunks(b"\xc3", b"\xa9!")), encoding="utf-8").read())
for code in [
    "io.BytesIO('x')", "io.BytesIO().write('x')", "io.BytesIO(5)", "io.BytesIO().seek(-1)",
    "io.BytesIO(b'a').read('x')", "io.TextIOWrapper(io.BytesIO(b'\\xff'), encoding='utf-8').read()",
    "io.BytesIO().fileno()", "io.TextIOWrapper(io.BytesIO()).write(b'x')", "io.BytesIO(b'a').readinto(b'xx')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
