import functools


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        """Wrapper's doc."""
        return f"logged {f(*args, **kwargs)}"

    return wrapper


@logged
def greet(name: str = "x") -> str:
    """Greets."""
    return f"hi {name}"


greet.tag = 1
print(greet("a"), greet.__name__, greet.__doc__, greet.__wrapped__("b"), greet.__annotations__, greet.__qualname__)
print(functools.WRAPPER_ASSIGNMENTS)


@functools.singledispatch
def show(x):
    return f"object {x!r}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
@show.register(tuple)
def show_items(x):
    return f"items {len(x)}"


@show.register
def _(x: float | None):
    return f"float or none {x}"


class Animal: pass
class Dog(Animal): pass


show.register(Animal, lambda x: "animal")
print(show("s"), show(5), show(True), show([1]), show(()), show(1.5), show(None), show(Dog()))
print(show.dispatch(bool) is show.dispatch(int), show.registry[list] is show_items, show_items([1]))


class Formatter:
    @functools.singledispatchmethod
    def render(self, x):
        raise NotImplementedError(type(x).__name__)

    @render.register
    def _(self, x: str):
        return f"str {x}"

    @render.register
    @classmethod
    def _(cls, x: int):
        return f"{cls.__name__} int {x}"


print(Formatter().render("a"), Formatter().render(3))
for code in ["Formatter().render([])", "show()", "show.register('x')"]:
    try:
        eval(code)
    except Exception as error:
        print(type(error).__name__, str(error).split(".")[0])


@functools.total_ordering
class Grade:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Grade) else NotImplemented

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Grade) else NotImplemented


a, b = Grade(1), Grade(2)
print(a <= b, a >= b, a > b, a <= Grade(1), max(a, b).n, sorted([b, a])[0].n)
try:
    a <= 5
except TypeError as error:
    print(error)
key = functools.cmp_to_key(lambda x, y: (x > y) - (x < y))
print(sorted("bca", key=key), min([3, 1], key=key), key(1) < key(2), key(1) == key(1))
print(functools.cmp_to_key(lambda x, y: 0)(5).obj)
