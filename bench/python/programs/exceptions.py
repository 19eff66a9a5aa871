"""Exceptions raised, caught, passed through finally blocks and chained."""


class NotFound(LookupError):
    def __init__(self, key):
        super().__init__(f"no {key}")
        self.key = key


def find(table, key):
    try:
        return table[key]
    except KeyError:
        raise NotFound(key) from None


def guarded(i):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        if i % 3 == 1:
            return int("x")
        return i
    except ValueError as error:
        return len(error.args)
    finally:
        guarded.calls += 1


guarded.calls = 0


def deep(n):
    if n == 0:
        raise RuntimeError("bottom")
    return deep(n - 1)


def main():
    table = {i: i for i in range(0, 1000, 2)}
    found = missing = 0
    for i in range(300_000):
        try:
            found += find(table, i % 1000)
        except NotFound as error:
            missing += error.key & 1
    total = sum(guarded(i) for i in range(300_000))
    bottoms = 0
    for _ in range(8_000):
        try:
            deep(20)
        except RuntimeError:
            bottoms += 1
    chained = 0
    for i in range(50_000):
        try:
            try:
                [][i]
            except IndexError as error:
                raise KeyError(i) from error
        except KeyError as error:
            chained += error.__cause__ is not None
    no_error = 0
    for i in range(1_000_000):
        try:
            no_error += i & 1
        except ValueError:
            no_error = -1
    print(found, missing, total, guarded.calls, bottoms, chained, no_error)


main()
