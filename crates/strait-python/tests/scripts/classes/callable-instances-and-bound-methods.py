class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x=0, *rest, scale=1):
        return (self.n + x + sum(rest)) * scale

    def method(self, x):
        return self.n + x

    @classmethod
    def build(cls, n=0):
        return cls(n)

    @staticmethod
    def double(x):
        return x * 2


a = Adder(10)
print(a(), a(1), a(1, 2, 3, scale=2), callable(a), callable(Adder), callable(5), list(map(a, [1, 2])))
bound = a.method
print(bound(5), Adder.method(a, 5), bound.__self__ is a, bound.__func__ is Adder.method, bound == a.method)
print(bound is a.method, bound.__name__)
print({a.method: 1}[a.method], a.method == Adder(10).method, hash(a.method) == hash(bound))
print(Adder.build(3)(), a.build(4)(), Adder.double(4), a.double(5), Adder.build.__self__ is Adder)
a.method = lambda x: f"instance function {x}"
print(a.method(1))
a.__call__ = lambda: "ignored by the call"
print(a(1))
Adder.added = lambda self, y: self.n * y
print(a.added(3))


class Table:
    handlers = {}

    def register(name, handlers=handlers):
        def keep(f):
            handlers[name] = f
            return f

        return keep

    @register("a")
    def first(self):
        return "first"

    @register("b")
    def second(self):
        return "second"

    def run(self, name):
        return self.handlers[name](self)


print(Table().run("a"), Table().run("b"))


class NotCallable:
    pass


for code in [
    "NotCallable()()", "a.n()", "Adder.method(5)", "Adder.double()", "a.build(1, 2)", "a.missing()", "Adder()",
]:
    try:
        print(eval(code))
    except (TypeError, AttributeError) as error:
        print(code, "->", error)


class Nested:
    class Inner:
        def __call__(self):
            return self

    go = Inner()


print(Nested().go()() is Nested.go, "abc".upper.__self__, [3, 1].sort.__name__, str.upper("x"))
print(list(map(str.strip, [" a ", "b "])), int.__add__(1, 2), dict.get({1: 2}, 1))
