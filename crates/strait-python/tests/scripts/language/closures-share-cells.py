def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def peek():
        return n

    return up, peek


up, peek = counter()
up(); up()
other, _ = counter()
print(peek(), other(), peek())


def loop():
    return [(lambda: i) for i in range(3)]


print([f() for f in loop()])


def defined_later():
    def use():
        return later()

    def later():
        return "defined after use"

    return use()


print(defined_later())


def deep(a):
    def middle(b):
        def inner(c):
            return a + b + c

        return inner

    return middle


print(deep(1)(2)(3), deep(1)(2).__code__.co_freevars, deep(1).__code__.co_cellvars)
print([cell.cell_contents for cell in deep("x")("y").__closure__], (lambda: 1).__closure__)


def parameter(x):
    def set_it(value):
        nonlocal x
        x = value

    set_it(5)
    return x


print(parameter(1))


class InClass:
    value = "class level"

    def method(self):
        try:
            return value
        except NameError:
            return "a method does not see class names"

    direct = value


print(InClass().method(), InClass.direct)


def recursive():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    return fib


print(recursive()(15))


def empty_cell():
    def f():
        return missing

    try:
        f()
    except NameError as error:
        print(error)
    missing = 1
    return f()


print(empty_cell())
