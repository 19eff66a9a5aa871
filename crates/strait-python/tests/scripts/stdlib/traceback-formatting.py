import io
import sys
import traceback


def inner(x):
    return 1 / x


def outer():
    try:
        inner(0)
    except ZeroDivisionError as error:
        raise ValueError("outer failed") from error


try:
    outer()
except ValueError as error:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exc(limit=1).splitlines()[-1])
    print(traceback.format_exception_only(error), traceback.format_exception_only(KeyError, KeyError("k")))
    print("".join(traceback.format_exception(error, chain=False)), end="")
    print("".join(traceback.format_tb(error.__traceback__)), end="")
    for f in traceback.extract_tb(error.__traceback__):
        print(f.lineno, f.name, f.line)
    te = traceback.TracebackException.from_exception(error)
    print(te.exc_type.__name__, str(te), te.__cause__.exc_type.__name__, [f.name for f in te.stack])
    print(list(te.format_exception_only()))
    print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(error.__traceback__)])


def stack():
    return [f.name for f in traceback.extract_stack()], traceback.format_stack()[-1]


print(*stack())
buffer = io.StringIO()
try:
    raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError("k")])])
except ExceptionGroup:
    traceback.print_exc(file=buffer)
print(buffer.getvalue(), end="")
error = OSError("noted")
error.add_note("a note")
print("".join(traceback.format_exception(error)), end="")
print(traceback.format_exc())
try:
    compile("x = (1,\ny = 2", "file.py", "exec")
except SyntaxError as error:
    print("".join(traceback.format_exception_only(error)), end="")
try:
    exec("def f():\n  raise KeyError('in exec')\nf()")
except KeyError:
    print(traceback.format_exc().splitlines()[-4:])


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError("no str")


print(traceback.format_exception_only(Unprintable()), traceback.format_exception_only(ValueError()))
print(traceback.format_exception_only(None))
