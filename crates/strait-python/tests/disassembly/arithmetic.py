def polynomial(x, y):
    return x * x + 3 * x - y // 2 + 1
