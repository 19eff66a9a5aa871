def leaks_stop():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks_stop())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def hidden():
    it = iter([])
    yield next(it)


try:
    print(list(hidden()))
except RuntimeError as error:
    print(error)
try:
    print(list(next(iter([])) for _ in range(1)))
except RuntimeError as error:
    print(error)


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as error:
    print(error)


def fails():
    yield 1
    1 / 0


g = fails()
next(g)
try:
    next(g)
except ZeroDivisionError as error:
    print(error)
print(list(g))


def state(label):
    print(label, g.gi_running, g.gi_frame is None, g.gi_yieldfrom is not None)


def watched():
    state("inside")
    yield 1
    yield from [2]


g = watched()
state("created")
next(g)
state("suspended")
next(g)
state("delegating")
list(g)
state("ended")


def handles():
    try:
        raise ValueError("inside the generator")
    except ValueError:
        yield "while handling"
        try:
            raise
        except ValueError as error:
            yield f"re-raised {error}"


try:
    raise KeyError("outside")
except KeyError:
    g = handles()
    print(next(g))
    import sys
    print(repr(sys.exception()))
    print(next(g))
