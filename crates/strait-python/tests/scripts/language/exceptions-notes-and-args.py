error = ValueError("message", 2, key := "third")
print(error.args, str(error), repr(error))
error.args = ("replaced",)
print(error, hasattr(error, "__notes__"))
error.add_note("first note")
error.add_note("second\nnote")
print(error.__notes__)
try:
    error.add_note(5)
except TypeError as problem:
    print(problem)
for made in [
    KeyError("k"), KeyError(), KeyError("a", "b"), IndexError("i"), StopIteration(5), SystemExit(3),
    OSError(2, "No such file"), OSError(2, "No such file", "name.txt"), OSError("only text"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), AttributeError("x", name="n", obj=1),
    NameError("y", name="z"), ImportError("m", name="mod"), SyntaxError("s"), Exception("", None), ZeroDivisionError,
]:
    print(type(made).__name__, "|", made, "|", repr(made))
e = OSError(2, "No such file", "name.txt")
print(type(e), e.errno, e.strerror, e.filename, type(OSError(13, "x")).__name__, type(OSError(110, "x")).__name__)
print(TimeoutError is type(OSError(110, "")))
print(StopIteration(5).value, SystemExit(3).code, ImportError("m", name="mod").name, AttributeError("x", name="n").name)


class Custom(Exception):
    def __init__(self, code, detail="none"):
        super().__init__(f"code {code}")
        self.code, self.detail = code, detail


class Quiet(Exception):
    pass


class Shown(Exception):
    def __str__(self):
        return "from __str__"


for made in [Custom(5), Quiet(), Quiet("a"), Shown("ignored"), Custom(1, detail="d")]:
    print(repr(made), "|", made, "|", made.args)
print(issubclass(IOError, OSError), IOError is OSError, BlockingIOError.__mro__[1].__name__)
print(ConnectionResetError.__mro__[1:3])
print(Exception("a") == Exception("a"), BaseException.__subclasses__()[0].__name__ != "")
