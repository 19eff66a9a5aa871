class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


c = Countdown(3)
print(next(c), list(c), list(c), next(c, "end"))
print(sum(Countdown(4)), max(Countdown(3)), list(zip(Countdown(2), Countdown(5))), [*map(str, Countdown(2))])
print(sorted(Countdown(3)), "".join(map(str, Countdown(3))), 2 in Countdown(3), tuple(Countdown(1)))
print(set(Countdown(2)), dict(enumerate(Countdown(2))))
a, b = Countdown(2)
print(a, b)
try:
    a, b = Countdown(3)
except ValueError as error:
    print(error)


class Fresh:
    def __iter__(self):
        yield from (1, 2)


f = Fresh()
print(list(f), list(f), [x + y for x in f for y in f])


class Bad:
    def __iter__(self):
        return 5


class Failing:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


class Hint(Countdown):
    def __length_hint__(self):
        print("hint", end=" ")
        return self.n


for use in [
    lambda: iter(Bad()), lambda: list(Failing()), lambda: [x for x in Failing()], lambda: next(5),
    lambda: next(Fresh()), lambda: list(Bad()), lambda: tuple(map(None, [1])), lambda: sum(Failing()),
    lambda: iter(Fresh),
]:
    try:
        print(use())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(list(iter([1, 2, 0, 3].pop, 0)), list(iter(iter([1, 2, None, 4]).__next__, None)))
it = iter([1, 2, 3])
next(it)
for x in it:
    print(x, list(it))


class Instance:
    pass


i = Instance()
i.__iter__ = lambda: iter([1])
try:
    list(i)
except TypeError as error:
    print(error)
