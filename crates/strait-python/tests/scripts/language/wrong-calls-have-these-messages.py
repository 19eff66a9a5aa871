def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def defaults(a, b=1, c=2): pass
def varargs(a, *args): pass
def keyword(*, k): pass
def keywords(*, k, m, n=1): pass
def positional(a, b, /): pass
def mixed(a, /, b, *, c): pass
def everything(**kwargs): pass


class Thing:
    def __init__(self, x): pass
    def method(self): pass


class Empty: pass


def generator(x): yield


number, text, nothing = 5, "text", None
calls = """none(1)
none(k=1)
one()
one(1, 2)
two()
two(1)
two(b=1)
two(1, 2, 3)
two(1, a=2)
three()
three(1)
defaults()
defaults(1, 2, 3, 4)
varargs()
keyword()
keyword(1)
keyword(j=1)
keyword(1, k=2)
keyword(1, 2, k=2)
keywords()
keywords(k=1)
positional(1)
positional(a=1, b=2)
positional(1, b=2)
mixed(1, 2, 3, c=4)
mixed(a=1, b=2, c=3)
defaults(1, 2, 3, 4, d=5)
everything(1)
one(1, **{'a': 1})
one(**{'a': 1}, **{'a': 2})
one(**{1: 2})
one(*1)
one(**1)
one(1, z=1, y=2)
Thing()
Thing(1, 2)
Thing(1).method(1)
Thing.method()
Empty(1)
generator()
number()
text()
nothing()
Thing(1)()
one(a=1)(2)""".splitlines()
for call in calls:
    try:
        eval(call)
        print(call, "worked")
    except TypeError as error:
        print(call, "->", error)
