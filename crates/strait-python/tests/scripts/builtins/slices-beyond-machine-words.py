# Slices and positions beyond what a machine word holds.
def shown(call):
    try:
        return call()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


big = 10**20
for key in [slice(None), slice(-5, 2, 2), slice(7, -6, 4), slice(None, None, -1), slice(big, -big, -big),
            slice(Index(1), Index(big)), slice(1.5, None), slice([], 2, 0), slice(None, None, 0)]:
    for length in (0, 5, big, -1, Index(3), 'a'):
        print(shown(lambda: key.indices(length)))

for numbers in (range(-9, -3, 7), range(10), range(-9, 10**21, 3), range(2**62, 2**63 - 1, 5), range(-2**63, 2**63 - 1)):
    for key in (slice(1, None, big), slice(-11, 8, -big), slice(None, None, -2**63), slice(2, -2), slice(-1, None, -1)):
        print(shown(lambda: numbers[key]))


def assign(target, key, value):
    target[key] = value
    return target


def delete(target, key):
    del target[key]
    return target


for target in ([1, 2], bytearray(b'ab')):
    for key in (big, -big, 2, -3, 'a'):
        print(shown(lambda: target[key]))
        print(shown(lambda: assign(target, key, 7)))
        print(shown(lambda: assign(target, key, [])))
        print(shown(lambda: delete(target, key)))
