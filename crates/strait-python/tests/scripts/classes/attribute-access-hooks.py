class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattr__(self, name):
        print("getattr", name, end=" ")
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        delattr(self.target, name)


class Target:
    x = 1


p = Proxy(Target())
print(p.x)
p.y = 2
print(p.y, p.target.y)
p.y += 1
del p.y
try:
    p.y
except AttributeError as error:
    print(error)
print(hasattr(p, "nope"), getattr(p, "nope", "default"))


class Every:
    def __init__(self):
        self.real = 1

    def __getattribute__(self, name):
        if name.startswith("_"):
            return super().__getattribute__(name)
        if name == "fail":
            raise AttributeError("falls through")
        return f"attribute {name}"

    def __getattr__(self, name):
        return f"fallback {name}"

    def method(self):
        return "never seen"


e = Every()
print(e.real, e.fail, e.method, e.__dict__, len([e]))


class Dotted(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


d = Dotted(a=1)
d.b = d.a + 1
del d.a
print(d, d.b, d.keys())
try:
    d.a
except KeyError as error:
    print("KeyError", error)


class Lazy:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = name.upper()
        setattr(self, name, value)
        return value


l = Lazy()
print(l.abc, l.__dict__, l.abc)
for call in [lambda: len(l), lambda: l + 1, lambda: l[0], lambda: l()]:
    try:
        call()
    except TypeError as error:
        print(error)


class Error:
    def __getattr__(self, name):
        raise ValueError(f"no {name}")


try:
    hasattr(Error(), "x")
except ValueError as error:
    print(error)


class Dir:
    def __dir__(self):
        return ["z", "a"]


print(dir(Dir()), setattr(Target, "new", 5), Target.new, delattr(Target, "new"), hasattr(Target, "new"))
for code in [
    "setattr(5, 'x', 1)", "getattr(5, 5)", "delattr(Target, 'nope')", "setattr(Target(), 1, 2)", "int.x = 1",
    "object().x = 1", "getattr(5, 'nope')", "del Target.nope",
]:
    try:
        exec(code)
    except (AttributeError, TypeError) as error:
        print(code, "->", error)
