import types

ns = types.SimpleNamespace(a=1, b=[2])
ns.c = 3
del ns.a
print(ns, ns.b, ns == types.SimpleNamespace(b=[2], c=3), vars(ns), types.SimpleNamespace(**{"x": 1}))
print(types.SimpleNamespace(self=ns.c))
ro = types.MappingProxyType(d := {"k": 1})
d["new"] = 2
print(ro, ro["new"], len(ro), list(ro), ro.get("q"), ro | {"z": 0}, "k" in ro, ro == d, ro.copy() == d)
for code in ["ro['x'] = 1", "del ro['k']", "ns.a", "types.MappingProxyType(5)", "types.SimpleNamespace(1)", "hash(ro)"]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)


def f(): ...


def g(): yield


async def c(): ...


async def ag(): yield


coroutine = c()
samples = [
    (f, types.FunctionType), (lambda: 0, types.LambdaType), (g(), types.GeneratorType),
    (coroutine, types.CoroutineType), (ag(), types.AsyncGeneratorType), (len, types.BuiltinFunctionType),
    ([].append, types.BuiltinMethodType), (ns.__init__, types.MethodWrapperType), (f.__code__, types.CodeType),
    (types, types.ModuleType), (None, types.NoneType), (..., types.EllipsisType),
    (NotImplemented, types.NotImplementedType), (list[int], types.GenericAlias), (int | str, types.UnionType),
    (str.join, types.MethodDescriptorType), (str.__add__, types.WrapperDescriptorType),
    (dict.__dict__["fromkeys"], types.ClassMethodDescriptorType),
]
print([type(x) is kind for x, kind in samples])
coroutine.close()
m = types.ModuleType("made", "doc")
m.x = 5
print(m.__name__, m.__doc__, m.x, repr(m), sorted(vars(m)))


class C:
    def method(self):
        return self.v


o = C()
o.v = "bound by hand"
o.extra = types.MethodType(lambda self, n: (self.v, n), o)
print(o.extra(1), types.MethodType(C.method, o)(), type(o.method) is types.MethodType)
copied = types.FunctionType(f.__code__, {}, "renamed")
print(copied.__name__, copied(), types.new_class("N", (C,), {}, lambda n: n.update(z=1)).z)
print(types.resolve_bases((list[int],)), types.get_original_bases(type("L", (list,), {})))


class D:
    @types.DynamicClassAttribute
    def value(self):
        return "instance only"


print(D().value)
try:
    raise ValueError
except ValueError as error:
    print(type(error.__traceback__) is types.TracebackType, type(error.__traceback__.tb_frame) is types.FrameType)
