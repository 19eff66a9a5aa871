import functools
import inspect


def f(a, b: int = 1, /, c="x", *args, d, e: "str" = None, **kw) -> list[int]: ...


class C:
    """Doc of C.

        indented
    """

    def __init__(self, x, y=2): ...
    def method(self, a): ...
    @classmethod
    def make(cls, n): ...
    @staticmethod
    def plain(z): ...
    def __call__(self, q): ...


s = inspect.signature(f)
print(s, s.return_annotation, list(s.parameters), [p.kind.name for p in s.parameters.values()])
print(s.parameters["b"].default, s.parameters["a"].default is inspect.Parameter.empty, s.parameters["e"].annotation)
print(s.parameters["c"], repr(s.parameters["d"]))
print(inspect.signature(C), inspect.signature(C(1)), inspect.signature(C(1).method), inspect.signature(C.method))
print(inspect.signature(C.make), inspect.signature(C.plain), inspect.signature(lambda *a, k=1: 0))
print(inspect.signature(functools.partial(f, 1, d=5)), inspect.signature(functools.wraps(f)(lambda: 0)) == s)
bound = s.bind(1, 2, 3, 4, 5, d=6, z=7)
print(bound.arguments, bound.args, bound.kwargs, s.bind_partial(1).arguments)
partial = s.bind(1, d=2)
partial.apply_defaults()
print(partial, partial.arguments)
for arguments, keywords in [((), {}), ((1,), {}), ((1,), {"d": 1, "a": 2}), ((1,), {"b": 1, "d": 2})]:
    try:
        print(s.bind(*arguments, **keywords).arguments)
    except TypeError as error:
        print(error)
try:
    inspect.signature(inspect.signature(C.method).bind, 5, 5).bind(1)
except TypeError as error:
    print(error)
try:
    inspect.signature(5)
except TypeError as error:
    print(error)
print(s.replace(return_annotation=int))
print(inspect.Signature([inspect.Parameter("p", inspect.Parameter.KEYWORD_ONLY, default=3)]))
print(s == inspect.signature(f), inspect.getfullargspec(f).kwonlyargs, inspect.getdoc(C))
print(inspect.cleandoc("  a\n    b\n  "))


async def co(): ...


def gen(): yield


async def agen(): yield


coroutine = co()
print(inspect.isfunction(f), inspect.ismethod(C(1).method), inspect.isclass(C), inspect.ismodule(inspect))
print(inspect.isbuiltin(len), inspect.isroutine(f), inspect.iscoroutinefunction(co), inspect.iscoroutine(coroutine))
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.isasyncgenfunction(agen))
print(inspect.isawaitable(coroutine), inspect.isabstract(C), inspect.isdatadescriptor(property()))
print(inspect.getgeneratorstate(gen()), inspect.getcoroutinestate(coroutine))
coroutine.close()
print([n for n, _ in inspect.getmembers(C, inspect.isfunction)], [k.__name__ for k in inspect.getmro(bool)])
print(inspect.getmodule(f).__name__, inspect.unwrap(functools.wraps(f)(lambda: 0)) is f)
print(inspect.getattr_static(C, "plain").__class__.__name__, inspect.currentframe().f_code.co_name)
