import traceback

NAMES = (
    "args", "name", "obj", "path", "value", "code", "errno", "strerror", "filename", "encoding", "object", "start",
    "end", "reason", "msg", "lineno", "offset",
)


def details(error):
    return {k: v for k in NAMES if (v := getattr(error, k, "absent")) != "absent"}


for code in [
    "undefined", "(5).nope", "{}['k']", "[][1]", "int('x')", "b'\\xff'.decode()", "'\\xe9'.encode('ascii')",
    "next(iter([]))", "1 / 0", "import nope_module", "raise SystemExit(3)", "raise OSError(2, 'gone', 'f')",
    "compile('x =', 'f', 'exec')", "raise KeyError", "assert 0, 'm'",
]:
    try:
        exec(code)
    except BaseException as error:
        found = details(error)
        found.pop("path", None)
        print(type(error).__name__, found)


def deep(n):
    if n:
        deep(n - 1)
    else:
        raise ValueError("bottom")


try:
    deep(2)
except ValueError as error:
    trace = error.__traceback__
    while trace:
        frame = trace.tb_frame
        print(trace.tb_lineno, frame.f_code.co_name, frame.f_lineno, sorted(k for k in frame.f_locals if len(k) == 1))
        print(frame.f_back is not None)
        trace = trace.tb_next
    kept = error.with_traceback(None)
    print(kept.__traceback__)
try:
    raise kept
except ValueError as error:
    print(len(traceback.extract_tb(error.__traceback__)), traceback.extract_tb(error.__traceback__)[0].line)
first = ValueError("reused")
lengths = []
for _ in range(3):
    try:
        raise first
    except ValueError as error:
        lengths.append(len(traceback.extract_tb(error.__traceback__)))
print(lengths)
import sys

try:
    raise KeyError("now")
except KeyError as error:
    print(sys.exc_info()[0], sys.exc_info()[1] is error, sys.exception() is error)
    print(sys.exc_info()[2] is error.__traceback__)
print(sys.exc_info(), sys.exception())
