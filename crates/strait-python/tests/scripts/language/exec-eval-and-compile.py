print(eval("1 + 2"), eval(" \t3"), eval("a + b", {"a": 1}, {"b": 2}), eval("[x for x in y]", {"y": [1, 2]}))
space = {}
exec("x = 1\ndef f():\n    return x + 1\ny = f()", space)
print(space["x"], space["y"], sorted(k for k in space if not k.startswith("__")), "__builtins__" in space)
code = compile("z = 5\nz * 2", "<made>", "exec")
print(exec(code), z, type(code).__name__, code.co_filename)
print(eval(compile("z * 2", "<made>", "eval")))
eval(compile("z; print('shown'); z", "<made>", "exec"))
exec(compile("'echoed'\n", "<made>", "single"))
exec("a = 1; b = [a for _ in range(2)]; print(b)")


def local(v):
    exec("v = 99; w = 1")
    return v, eval("v + 1")


print(local(1))
namespace = {"print": None}
try:
    exec("print(1)", namespace)
except TypeError as error:
    print(error)
try:
    eval("len([])", {"__builtins__": {}})
except NameError as error:
    print(error)


class Names(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(eval("unknown + other", {}, Names()))
for source, mode in [
    ("1 +", "eval"), ("x = 1", "eval"), ("", "eval"), ("1\n2", "single"), ("return 1", "exec"), ("  1", "exec"),
    ("a\0b", "exec"), ("yield 1", "exec"), ("1", "nope"),
]:
    try:
        compile(source, "<s>", mode)
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__, getattr(error, "msg", error))
try:
    exec("def f(:\n pass")
except SyntaxError as error:
    print(error.msg, error.filename, error.lineno, error.offset, repr(error.text))
try:
    exec("\n\n1 / 0")
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_lineno, error.__traceback__.tb_next.tb_frame.f_code.co_filename)
