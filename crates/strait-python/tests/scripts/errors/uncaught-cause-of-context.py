def first():
    raise ValueError("one")


def second():
    try:
        first()
    except ValueError:
        raise TypeError("two")


def third():
    try:
        second()
    except TypeError as error:
        raise KeyError("three") from error


try:
    third()
except KeyError:
    raise OSError(5, "four", "file.txt")
