def count(limit):
    total = 0
    i = 0
    while i < limit:
        if i % 3 == 0:
            i += 1
            continue
        total += i
        i += 1
    else:
        total = -total
    return total


def first_even(numbers):
    for n in numbers:
        if n % 2 == 0:
            break
    else:
        return None
    return n
