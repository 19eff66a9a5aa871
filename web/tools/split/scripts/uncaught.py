# exit code 1


def fail(depth):
    if depth == 0:
        raise KeyError('deep')
    fail(depth - 1)


async def later():
    sleep(0.001)
    fail(3)


try:
    run(later())
except KeyError:
    fail(2)
