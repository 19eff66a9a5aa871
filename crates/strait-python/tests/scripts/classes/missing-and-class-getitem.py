import types


class Default(dict):
    def __missing__(self, key):
        print("missing", key)
        value = self[key] = key * 2
        return value


d = Default(a=1)
print(d["a"], d["b"], d["b"], d.get("c"), "c" in d, d)
try:
    dict.__getitem__(d, "q")
except KeyError as error:
    print(error)
print("{x}".format_map(Default()), "%(y)s" % Default(z=0))


class Fails(dict):
    def __missing__(self, key):
        raise LookupError(f"no {key}")


try:
    Fails()["k"]
except LookupError as error:
    print(repr(error))


class Typed:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class Child(Typed):
    pass


print(Typed[int], Child["x", 1], Child[()], Typed[1:2])
try:
    Typed()[0]
except TypeError as error:
    print(error)
try:
    Default.missing
except AttributeError as error:
    print(error)


class Plain:
    pass


try:
    Plain[int]
except TypeError as error:
    print(error)


class Generic:
    __class_getitem__ = classmethod(types.GenericAlias)


g = Generic[int, str]
print(g, g.__origin__.__name__, g.__args__, type(g()).__name__, g == Generic[int, str], list[int] == list[int])
print(dict[str, int].__args__)
print(list[int]([1, 2]), isinstance([], list), type(list[int]).__name__, list[int].append.__name__)
for code in ["isinstance([], list[int])", "issubclass(list, list[int])", "int[str]", "class X(list[int], list): pass"]:
    try:
        exec(code)
    except TypeError as error:
        print(code, "->", error)


class Sub(list[int]):
    pass


print(Sub.__bases__, Sub.__orig_bases__, Sub([1]))
