"""While and for loops over small integers, with arithmetic that stays in 64 bits."""


def collatz(limit):
    longest = best = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best, longest


def mix(count):
    state = 12345
    total = 0
    i = 0
    while i < count:
        state = (state * 1103515245 + 12345) % 2147483648
        total ^= state >> 7
        i += 1
    return total


print(*collatz(40_000), mix(1_500_000))
