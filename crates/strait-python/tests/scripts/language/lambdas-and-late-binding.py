print((lambda: None)(), (lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1), (lambda *a: a)(1, 2))
print([f(10) for f in [lambda x: x + 1, lambda x: -x]], sorted("bca", key=lambda c: -ord(c)))
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])
fact = lambda n: 1 if n <= 1 else n * fact(n - 1)
print(fact(20), fact.__name__, fact.__qualname__)


def outer():
    return lambda: (yield 1)


print(list(outer()()), outer().__qualname__)
print((lambda x: (lambda y: x + y))(1)(2))
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
print((lambda x: x if x else (lambda: "nested")())(0))
add = lambda x, y: \
    x + y
print(add(1, 2), (lambda: (1, 2))(), lambda_ := (lambda: 3)())
for call in [lambda: fact(), lambda: (lambda: 0)(1), lambda: (lambda *, k: k)()]:
    try:
        call()
    except TypeError as error:
        print(error)
