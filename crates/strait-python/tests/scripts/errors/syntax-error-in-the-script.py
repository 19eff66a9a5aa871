# The whole file is read before anything runs, so nothing is printed.
print("never printed")


def broken(a, b)
    return a + b
