import io


class Raw(io.RawIOBase):
    """A raw file that tells what is asked of it."""

    def __init__(self, data=b"", at_most=5):
        self.data, self.place, self.at_most, self.log = bytearray(data), 0, at_most, []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, target):
        part = self.data[self.place:self.place + min(len(target), self.at_most)]
        target[:len(part)] = part
        self.place += len(part)
        return len(part)

    def write(self, data):
        self.log.append(bytes(data))
        self.data[self.place:self.place + len(data)] = data
        self.place += len(data)
        return len(data)

    def seek(self, pos, whence=0):
        self.place = pos if whence == 0 else self.place + pos if whence == 1 else len(self.data) + pos
        return self.place

    def truncate(self, pos=None):
        del self.data[self.place if pos is None else pos:]
        return len(self.data)


r = io.BufferedReader(Raw(b"line one\nline two\nthree"))
print(r.readline(), r.tell(), r.read(3), r.peek()[:1], r.read1(100), r.read(0), r.readlines(), r.read(), r.read1())
print(r.seek(2), r.read(4), r.seek(-3, 2), r.read(), r.seek(0), r.seek(3, 1), r.readline(3), r.closed, r.readable(), r.writable())
target = bytearray(6)
r.seek(0)
print(r.readinto(target), target, r.readinto1(memoryview(target)[:2]), target, r.raw.tell() >= 8)
w = io.BufferedWriter(raw := Raw(), 8)
print(w.write(b"abc"), raw.log, w.write(b"defghi"), w.tell(), w.flush(), bytes(raw.data), w.seek(2), w.write(bytearray(b"XY")), w.close())
print(bytes(raw.data), w.closed, raw.closed)
b = io.BufferedRandom(raw := Raw(b"0123456789"))
print(b.read(3), b.write(b"ab"), b.read(2), b.tell(), b.seek(0), b.read(), bytes(raw.data), b.truncate(4), bytes(raw.data))
t = io.TextIOWrapper(io.BufferedReader(Raw("é1\r\nzwei\rdrei\n".encode())), encoding="utf-8")
print(t.read(2), repr(t.readline()), repr(t.readline()), list(t), t.newlines, t.encoding, t.errors, t.line_buffering)
for newline in (None, "", "\n", "\r", "\r\n"):
    t = io.TextIOWrapper(io.BytesIO(b"a\r\nb\rc\nd"), encoding="ascii", newline=newline)
    print(repr(newline), t.readlines(), t.newlines)
    out = io.BytesIO()
    t = io.TextIOWrapper(out, newline=newline, encoding="ascii", write_through=True)
    t.write("x\ny\r\nz")
    t.flush()
    print(out.getvalue())
out = io.BytesIO()
t = io.TextIOWrapper(out, encoding="utf-16")
t.write("a")
t.write("b")
t.flush()
print(out.getvalue(), t.seek(0), t.read(), t.detach() is out)
t = io.TextIOWrapper(io.BytesIO(b"abc\ndef\n"), encoding="ascii")
print(t.readline(), t.tell() >= 4, t.seek(0), t.read(1), t.seek(0, 2), t.read(), t.readable(), t.writable(), t.seekable())
with io.TextIOWrapper(io.BytesIO(), encoding="ascii", line_buffering=True) as t:
    print("line", file=t)
    print(t.buffer.getvalue(), t.closed)
print(t.closed, t.buffer.closed)
d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), repr(d.decode("\nb\r")), repr(d.decode("c", True)), d.newlines)
p = io.BufferedRWPair(io.BytesIO(b"in"), out := io.BytesIO())
print(p.read(), p.write(b"out"), p.flush(), out.getvalue())


class Lines(io.TextIOBase):
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return len(text)


lines = Lines()
print("to", "lines", sep="-", file=lines)
lines.writelines(["a", "b"])
print("".join(lines.parts), lines.readable(), lines.closed, lines.close(), lines.closed)


class Sub(io.BytesIO):
    def read(self, size=-1):
        return super().read(size).upper()


s = Sub(b"abc\nd")
s.extra = 1
print(s.read(2), s.readline(), s.extra, isinstance(s, io.BufferedIOBase), isinstance(s, io.RawIOBase), issubclass(io.StringIO, io.IOBase))
big = io.StringIO()
for n in range(2000):
    big.write(f"{n}é")
print(len(big.getvalue()), big.tell(), big.seek(5), big.read(6), big.write("-"), big.read(3))
for code in [
    "io.RawIOBase().read(1)", "io.IOBase().seek(0)", "io.IOBase().fileno()", "io.BufferedIOBase().read()", "io.TextIOBase().read()",
    "io.BufferedReader(io.BytesIO(b'x')).write(b'x')", "io.BufferedReader(5)", "io.BufferedReader(io.BytesIO(), 0)",
    "io.BufferedReader(io.BytesIO(b'x')).read(-2)", "io.TextIOWrapper(io.BytesIO(b'x'), encoding='nope')",
    "io.TextIOWrapper(io.BytesIO(b'x'), newline='q')", "io.TextIOWrapper(io.BytesIO(b'abc')).seek(1, 1)", "io.BytesIO(b'x').detach()",
    "io.BytesIO().writelines([1])", "io.StringIO().read('x')", "io.StringIO('a').seek('x')", "io.BytesIO().seek(0, 5)", "io.BytesIO().truncate(-1)",
    "io.open('x', 'q')", "open('x', 'rw')", "open('x', 'rbt')", "open('x', 5)", "io.UnsupportedOperation.__mro__[1:3]", "io.SEEK_END", "lines.write.__name__",
    "s.close() or s.read()", "repr(io.BufferedReader(io.BytesIO()))", "repr(io.TextIOWrapper(io.BytesIO(), encoding='ascii'))",
]:
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
