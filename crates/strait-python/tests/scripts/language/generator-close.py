def simple():
    try:
        yield 1
        print("not reached")
    finally:
        print("cleaned up")


g = simple()
next(g)
print(g.close(), g.close(), list(g))
g = simple()
g.close()
print(next(g, "never started"))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def observant():
    try:
        yield 1
    except GeneratorExit as error:
        print("told to exit", repr(error), isinstance(error, Exception))
        return "value on close"


g = observant()
next(g)
print(g.close())


def failing():
    try:
        yield
    finally:
        raise ValueError("while closing")


g = failing()
next(g)
try:
    g.close()
except ValueError as error:
    print(error, repr(error.__context__))


def outer():
    try:
        yield from simple()
    finally:
        print("outer cleaned up")


g = outer()
next(g)
g.close()
