# The comparisons that a sort makes, in their order, and what it leaves behind when one fails.


class Item:
    def __init__(self, weight):
        self.weight = weight

    def __lt__(self, other):
        print(self.weight, '<', other.weight, end='; ')
        if self.weight == 13:
            raise ValueError('unlucky')
        return self.weight < other.weight

    def __repr__(self):
        return str(self.weight)


for weights in [[], [1], [2, 1], [3, 2, 1], [1, 2, 3, 0], [5, 3, 8, 1, 9, 2], [4, 4, 4, 1], [2, 7, 13, 1, 5]]:
    for reverse in (False, True):
        items = [Item(weight) for weight in weights]
        try:
            items.sort(reverse=reverse)
        except ValueError as error:
            print(error, end=' ')
        print(items)

for items in [[2, 1, 'a', 0], [1, b'b', [2, 2]], [3, 2.5, None, 1], [(2, 1), (1, 'a'), (1, 0)]]:
    for reverse in (False, True):
        copy = list(items)
        try:
            copy.sort(reverse=reverse)
        except TypeError as error:
            print(error, end=' ')
        print(copy)

# Long ones: stable, forwards and backwards, with runs of all kinds.
state = 12345
numbers = []
for _ in range(1000):
    state = (state * 1103515245 + 12345) % 2**31
    numbers.append(state % 50)
for part in (numbers, numbers[:63], numbers[:64], sorted(numbers), sorted(numbers, reverse=True), list(range(300)) + numbers):
    class Quiet:
        def __init__(self, weight, place):
            self.weight, self.place = weight, place

        def __lt__(self, other):
            return self.weight < other.weight

    for reverse in (False, True):
        done = sorted([Quiet(weight, place) for place, weight in enumerate(part)], reverse=reverse)
        plain = sorted(((weight, place) for place, weight in enumerate(part)), key=lambda pair: pair[0], reverse=reverse)
        floats = sorted(((float(weight), place) for place, weight in enumerate(part)), key=lambda pair: pair[0], reverse=reverse)
        print([(item.weight, item.place) for item in done] == plain == floats, plain[:3])
