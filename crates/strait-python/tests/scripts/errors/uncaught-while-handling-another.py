def close(resource):
    return resource.closed.by


def work():
    try:
        return 10 / 0
    except ZeroDivisionError:
        close(None)


try:
    work()
finally:
    print("finally runs first")
