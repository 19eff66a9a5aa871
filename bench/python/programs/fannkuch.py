"""Permutations by indexing, swapping and slicing a short list of integers."""


def flips(permutation):
    count = 0
    first = permutation[0]
    while first:
        permutation[: first + 1] = permutation[first::-1]
        count += 1
        first = permutation[0]
    return count


def fannkuch(n):
    permutation, rotations = list(range(n)), [0] * n
    index = most = checksum = 0
    while True:
        if permutation[0]:
            count = flips(permutation[:])
            if count > most:
                most = count
            checksum += -count if index & 1 else count
        index += 1
        i = 1
        while i < n:
            permutation[: i + 1] = permutation[1 : i + 1] + permutation[:1]
            rotations[i] += 1
            if rotations[i] <= i:
                break
            rotations[i] = 0
            i += 1
        else:
            return checksum, most


print(*fannkuch(9))
