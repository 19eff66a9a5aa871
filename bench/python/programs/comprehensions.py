"""List, dict and set comprehensions, nested and with conditions."""


def primes(limit):
    composite = {j for i in range(2, int(limit**0.5) + 1) for j in range(i * i, limit, i)}
    return [x for x in range(2, limit) if x not in composite]


def matrix(n):
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    b = [[i + j for j in range(n)] for i in range(n)]
    columns = [list(column) for column in zip(*b)]
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def groups(count):
    lengths = {i: len(str(i)) for i in range(count)}
    inverted = {n: [i for i in range(0, count, 1000) if lengths[i] == n] for n in {*lengths.values()}}
    return sum(len(v) * k for k, v in inverted.items())


def triples(limit):
    return [(a, b, c) for a in range(1, limit) for b in range(a, limit) if (c := a * a + b * b) < limit * limit and c % 5 == 0]


product = matrix(90)
print(len(primes(400_000)), sum(map(sum, product)), groups(200_000), len(triples(500)))
print(len([y for x in range(1000) for y in [x * 2, x * 3] if y % 2]), len({(x, x % 10) for x in range(200_000)}))
