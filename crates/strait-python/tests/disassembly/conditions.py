def choose(a, b, c):
    if a and (b or not c):
        return 1 if a is None else 2
    return a < b <= c, a not in c, not a
