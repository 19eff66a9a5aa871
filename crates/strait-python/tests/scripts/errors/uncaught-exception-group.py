def fetch(n):
    if n % 2:
        raise ValueError(f"bad {n}")
    raise TypeError(f"worse {n}")


def gather(count):
    errors = []
    for n in range(count):
        try:
            fetch(n)
        except Exception as error:
            if n == 1:
                error.add_note("the second one")
            errors.append(error)
    raise ExceptionGroup("all failed", [ExceptionGroup("inner", errors[:2]), errors[2]])


try:
    gather(3)
except* TypeError as group:
    print("handled", group)
