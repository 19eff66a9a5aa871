"""Generators in chains, with send, with yield from, and as generator expressions."""


def numbers(count):
    for i in range(count):
        yield i


def squares(source):
    for x in source:
        yield x * x


def odd(source):
    for x in source:
        if x & 1:
            yield x


def flatten(tree):
    if tree is not None:
        left, value, right = tree
        yield from flatten(left)
        yield value
        yield from flatten(right)


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return build(low, middle), middle, build(middle + 1, high)


def averager():
    total = count = 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total / count


def average_of(count):
    g = averager()
    next(g)
    result = 0
    for i in range(count):
        result = g.send(i & 1023)
    return result


print(sum(odd(squares(numbers(1_000_000)))), sum(flatten(build(0, 50_000))), average_of(500_000))
print(sum(x * y for x in range(700) for y in range(700) if x ^ y), max(len(str(x)) for x in numbers(200_000)))
