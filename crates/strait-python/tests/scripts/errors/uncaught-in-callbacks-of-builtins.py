# Built-in functions have no lines of their own in a traceback.
def key(item):
    return item["rank"]


def order(items):
    return sorted(items, key=key)


class Total:
    def __radd__(self, other):
        return list(map(lambda x: x / other, [1]))


print(order([{"rank": 2}, {"rank": 1}]))
try:
    order([{"rank": 2}, {}])
except KeyError as error:
    print("KeyError", error)
print(sum([Total()]))
