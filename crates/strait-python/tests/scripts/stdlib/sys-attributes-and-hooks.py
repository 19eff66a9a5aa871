import io
import sys

print(sys.version_info[:2], sys.version_info >= (3, 12), sys.version_info.major, sys.maxsize == 2**63 - 1)
print(sys.byteorder in ("little", "big"), sys.maxunicode, sys.float_info.max, sys.float_info.epsilon)
print(sys.float_info.dig, sys.float_info.mant_dig, sys.int_info.bits_per_digit > 0)
print(sys.hash_info.modulus == 2**61 - 1, sys.getdefaultencoding(), sys.getrecursionlimit())
print("sys" in sys.modules, sys.modules["sys"] is sys)
print("math" in sys.builtin_module_names or "math" in sys.stdlib_module_names, type(sys.path).__name__)
print(type(sys.argv).__name__, len(sys.argv), sys.argv[0].endswith(".py"), sys.flags.optimize)
print(sys.intern("a" + "b") is sys.intern("ab"), sys.getsizeof([]) > 0, isinstance(sys.platform, str))
print(sys.stdout.encoding, sys.stdin.isatty(), sys.stdout.writable())
out, err = io.StringIO(), io.StringIO()
saved = sys.stdout, sys.stderr
sys.stdout, sys.stderr = out, err
print("to out")
print("to err", file=sys.stderr)
sys.stderr.write("more\n")
sys.stdout, sys.stderr = saved
print(repr(out.getvalue()), repr(err.getvalue()), sys.__stdout__ is saved[0])


def who():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, sys._getframe(1).f_lineno


def caller():
    return who()


print(caller(), sys._getframe().f_globals is globals())
for code in (0, 3, "text", None, [1]):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error), error.code)
try:
    1 / 0
except ZeroDivisionError:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value, trace.tb_lineno, sys.exception() is value)


def hook(kind, value, trace):
    print("hook saw", kind.__name__, value)


sys.excepthook = hook
sys.excepthook(ValueError, ValueError("by hand"), None)
sys.excepthook = sys.__excepthook__
limit = sys.getrecursionlimit()
sys.setrecursionlimit(limit + 500)
print(sys.getrecursionlimit() - limit, sys.get_int_max_str_digits(), sys.getswitchinterval() > 0, sys.is_finalizing())
print(sys.call_tracing.__name__, sys.displayhook.__name__)
sys.displayhook(None)
sys.displayhook([1])
for code in [
    "sys.setrecursionlimit(0)", "sys.setrecursionlimit('a')", "sys.nope", "sys.intern(5)", "sys._getframe(500)",
    "sys.exit(1, 2)", "sys.getsizeof()",
]:
    try:
        eval(code)
    except (ValueError, TypeError, AttributeError) as error:
        print(code, "->", type(error).__name__, error)
