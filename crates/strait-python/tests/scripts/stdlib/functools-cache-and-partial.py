import functools

calls = []


@functools.lru_cache(maxsize=2)
def square(x, *, k=1):
    """Doc."""
    calls.append(x)
    return x * x * k


print([square(n) for n in (1, 2, 1, 3, 1, 2)], calls, square.cache_info(), square.cache_parameters())
print(square.__wrapped__(9), square.__name__, square.__doc__)
square.cache_clear()
print(square.cache_info(), square(2, k=3), square(k=3, x=2), square.cache_info(), square(2.0), square(True))


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@functools.lru_cache
def bare(x):
    return x


@functools.lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(bare(1), bare.cache_info().maxsize, typed(1), typed(1.0), typed(True), typed.cache_info())
for code in [
    "square([])", "functools.lru_cache('x')", "square()", "fib('a')", "functools.partial()", "functools.partial(5)",
    "functools.reduce(lambda a, b: a, [])", "functools.reduce(5, [1, 2])",
]:
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)


def report(a, b, *args, c=0, **rest):
    return a, b, args, c, rest


p = functools.partial(report, 1, c=5)
print(p(2), p(2, 3, c=6, d=7), p.func is report, p.args, p.keywords, functools.partial(p, 9)(10))
print(functools.partial(int, base=2)("101"), p.func.__name__, functools.partial(print, "x", sep="-") is not None)
print(callable(p))


class Cell:
    def set(self, state):
        self.state = state
        return self

    alive = functools.partialmethod(set, True)
    total = 0

    @functools.cached_property
    def heavy(self):
        Cell.total += 1
        return Cell.total

    @functools.lru_cache(maxsize=None)
    def method(self, x):
        calls.append(x)
        return x


c = Cell()
print(c.alive().state, c.heavy, c.heavy, Cell().heavy, c.__dict__, Cell.heavy.attrname, c.method("m"), c.method("m"))
print(calls[-2:])
del c.heavy
print(c.heavy, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + [b], "ab", []))
print(functools.reduce(max, [3, 9, 2]), functools.reduce(None, [5]))
