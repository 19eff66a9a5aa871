"""Formatted strings with plain values, widths, precisions and conversions."""


class Item:
    def __init__(self, name, price, count):
        self.name, self.price, self.count = name, price, count

    def __str__(self):
        return f"{self.name} x{self.count}"


def lines(count):
    total = 0
    for i in range(count):
        item = Item("item", i * 0.25, i & 15)
        line = f"{i:>8}|{item.name:<10}|{item.price:>10.2f}|{item.count:04d}|{item}"
        total += len(line) + ord(line[-1])
    return total


def urls(count):
    total = 0
    for i in range(count):
        url = f"https://example.com/users/{i}/posts/{i * 3 % 97}?page={i & 7}&sort={'asc' if i & 1 else 'desc'}"
        total += len(url)
    return total


def mixed(count):
    total = 0
    for i in range(count):
        total += len(f"{i=} {i!r} {i:#x} {i / 7:.3f} {i:,} {'%d' % i} {'{}-{}'.format(i, i)}")
    return total


print(lines(150_000), urls(250_000), mixed(100_000))
