def inner():
    try:
        got = yield "first"
        print("inner got", got)
        try:
            yield "second"
        except ValueError as error:
            print("inner caught", error)
            yield "recovered"
    finally:
        print("inner ends")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    result = yield from [1, 2]
    print("a list gives", result)
    yield from "ab"
    yield from range(1)
    return (yield from empty())


def empty():
    return "from empty"
    yield


g = outer()
print(next(g))
print(g.send("hello"))
print(g.throw(ValueError("thrown")))
print(list(g))
g = outer()
next(g)
g.close()


def sends_to_list():
    yield from [1, 2]


g = sends_to_list()
next(g)
try:
    g.send("value")
except AttributeError as error:
    print(error)
g = sends_to_list()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("thrown at yield from", error)


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("value of stop")


def take():
    print("got", (yield from Iterator()))


print(list(take()))
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)


def flatten(x):
    if isinstance(x, list):
        for item in x:
            yield from flatten(item)
    else:
        yield x


print(list(flatten([1, [2, [3, [4]], []], 5])))
