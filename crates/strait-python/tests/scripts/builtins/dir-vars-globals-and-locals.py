class Thing:
    shared = 1

    def __init__(self):
        self.own = 2

    def method(self): ...


t = Thing()
print([n for n in dir(t) if not n.startswith("__")], vars(t), vars(Thing)["shared"], "__init__" in dir(t))
vars(t)["added"] = 3
print(t.added, getattr(t, "own"), hasattr(t, "nope"))


def scope(a, b=2):
    c = a + b

    def inner():
        return c

    names = sorted(locals())
    d = 1
    return names, sorted(dir()), inner()


print(scope(1))
globals()["made"] = "through globals()"
print(made, globals() is globals(), "Thing" in globals(), globals()["__name__"], locals() is globals())
print(vars() is globals())
print([n for n in dir([]) if n.startswith("s")], [n for n in dir("") if n.startswith("is")])
print([n for n in dir({}) if not n.startswith("_")], [n for n in dir(1) if not n.startswith("_")])
print([n for n in dir(()) if not n.startswith("_")], [n for n in dir(1.5) if not n.startswith("_")])
print([n for n in dir(b"") if n.startswith("r")], [n for n in dir(set) if n.startswith("i")])
print([n for n in dir(range(1)) if not n.startswith("_")])
import builtins

print(sorted(n for n in dir(builtins) if n[0].islower() and n not in ("open", "breakpoint", "copyright", "credits", "exit", "quit", "license", "help")))
for code in [
    "vars(5)", "vars(1, 2)", "dir(1, 2)", "vars([])", "getattr(t)", "getattr(t, 'x', 1, 2)", "hasattr(t)",
    "hasattr(t, 5)", "setattr(t, 'x')", "delattr(t, 'nope')", "t.nope", "globals(1)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
builtins.everywhere = "set on builtins"
print(everywhere)
len = lambda x: "my len"
print(len([]), builtins.len([]))
del len
print(len([]))
