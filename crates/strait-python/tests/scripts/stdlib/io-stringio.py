import io

s = io.StringIO("one\ntwo\nthree")
print(s.read(2), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), list(s), s.seek(4), next(s))
print(s.getvalue() == "one\ntwo\nthree")
out = io.StringIO()
print(out.write("abc"), out.write("é\n"), out.writelines(["x", "y"]), out.getvalue(), out.seek(1), out.write("ZZ"))
print(out.getvalue(), out.truncate(3), out.getvalue(), out.seek(0, 2), out.tell(), out.truncate(0))
print(repr(out.getvalue()))
print("to a file", 1, file=out)
print(repr(out.getvalue()), out.readable(), out.writable(), out.seekable(), out.closed, out.isatty(), out.encoding)
print(out.newlines)
out.close()
t = io.StringIO("a\r\nb\rc\n", newline=None)
print(repr(t.read()), repr(io.StringIO("a\r\nb", newline="").readline()), io.StringIO("a\r\nb").readlines())
print(repr(io.StringIO("x\n", newline="\r\n").getvalue()), io.StringIO().read(), io.StringIO("abc").readline(2))
print(io.StringIO("ab").read(-1), io.StringIO("ab").read(None), io.StringIO("a\nb\nc").readlines(2))
s = io.StringIO("abc")
s.seek(10)
s.write("!")
print(repr(s.getvalue()), s.seek(0, io.SEEK_END), s.read(5) == "")
with io.StringIO("with") as w:
    print(w.read())
for code in [
    "w.read()", "out.write('x')", "io.StringIO(b'x')", "io.StringIO().write(b'x')", "io.StringIO().write(5)",
    "io.StringIO('a').seek(-1)", "io.StringIO('a').seek(1, 1)", "io.StringIO('a').seek(1, 9)", "next(io.StringIO())",
    "io.StringIO().fileno()", "io.StringIO().truncate(-1)", "io.StringIO('a', newline='x')", "print('a', file=w)",
    "io.StringIO().writelines([1])", "io.StringIO(5)", "io.StringIO().detach()",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


u = Upper()
print("shout", file=u)
print(u.getvalue(), end="")
print(isinstance(u, io.TextIOBase), isinstance(u, io.IOBase), io.UnsupportedOperation.__mro__[1].__name__)
