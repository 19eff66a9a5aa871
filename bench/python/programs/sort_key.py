"""Sorting with and without keys: numbers, strings, tuples and objects."""
from operator import attrgetter, itemgetter


class Record:
    def __init__(self, name, age):
        self.name, self.age = name, age

    def __lt__(self, other):
        return self.age < other.age


def pseudo_random(count, seed=42):
    values = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        values.append(seed)
    return values


numbers = pseudo_random(150_000)
words = [f"w{n % 99991}" for n in numbers[:100_000]]
pairs = [(n & 255, n >> 8) for n in numbers[:100_000]]
records = [Record(w, n % 1000) for w, n in zip(words, numbers)]

results = [
    sorted(numbers)[75_000],
    sorted(numbers, key=lambda n: -n)[10],
    sorted(numbers, key=lambda n: (n & 15, n))[5_000],
    sorted(words)[50_000],
    sorted(words, key=len, reverse=True)[0],
    sorted(words, key=str.upper)[99],
    sorted(pairs)[1_000],
    sorted(pairs, key=itemgetter(1))[1_000],
    sorted(records, key=attrgetter("name"))[77].name,
    sorted(records[:30_000])[3].age,
    max(records, key=lambda r: (r.age, r.name)).name,
]
numbers.sort()
numbers.reverse()
numbers.sort(key=lambda n: n % 1000)
print(*results, numbers[0], numbers[-1])
