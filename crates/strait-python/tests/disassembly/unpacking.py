def swap(pairs, target):
    a, b = pairs
    a, b = b, a
    first, *middle, last = [a, *pairs, b]
    target.x, target[0] = {**first}, f"{a!r:>{b}} and {last=}"
    target[1:2] += middle
    del a, target[b]
    return (1, "two", None), [first, 2]
