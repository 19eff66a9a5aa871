def even(n):
    if n == 0:
        raise ValueError("bottom")
    return odd(n - 1)


def odd(n):
    return even(n - 1)


def same(n):
    if not n:
        even(3 - 1)
    same(n - 1)


try:
    even(4)
except ValueError as error:
    print(error)
same(8)
