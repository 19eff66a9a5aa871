x = "global"


def read_before_write():
    print(x)
    x = 1


def augmented():
    x += 1


def conditional(flag):
    if flag:
        y = 1
    return y


def loop(items):
    for item in items:
        pass
    return item


def deleted():
    z = 1
    del z
    del z


def handled():
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    return error


def imported():
    print(json)
    import json


def function_name():
    helper()

    def helper():
        pass


def comprehension():
    return [later for _ in range(1)]
    later = 1


def free():
    def inner():
        return value

    if False:
        value = 1
    return inner()


def in_class():
    class C:
        a = name_in_class
        name_in_class = 1


def with_as():
    with open_nothing() as f:
        pass


def walrus():
    if False and (w := 1):
        pass
    return w


def nested_delete():
    v = 1

    def drop():
        nonlocal v
        del v

    drop()
    return v


for function, arguments in [
    (read_before_write, ()), (augmented, ()), (conditional, (0,)), (conditional, (1,)), (loop, ([],)), (loop, ([7],)),
    (deleted, ()), (handled, ()), (imported, ()), (function_name, ()), (comprehension, ()), (free, ()), (in_class, ()),
    (with_as, ()), (walrus, ()), (nested_delete, ()),
]:
    try:
        print(function.__name__, function(*arguments))
    except NameError as error:
        print(function.__name__, "->", type(error).__name__, error, "|", error.name)
