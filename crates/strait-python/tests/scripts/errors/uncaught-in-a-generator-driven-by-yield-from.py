def leaf(n):
    yield n
    raise RuntimeError(f"leaf {n} broke")


def branch():
    yield "branch"
    yield from leaf(1)


def tree():
    result = yield from branch()
    yield result


for item in tree():
    print(item)
