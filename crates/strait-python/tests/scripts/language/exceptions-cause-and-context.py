def describe(error):
    chain = []
    while error:
        chain.append(f"{error!r}(cause={error.__cause__!r}, suppressed={error.__suppress_context__})")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " <- ".join(chain)


try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("while handling")
except ValueError as error:
    print(describe(error))
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("because") from first
except ValueError as error:
    print(describe(error))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden") from None
except ValueError as error:
    print(describe(error), repr(error.__context__))
try:
    raise ValueError("from a class") from KeyError
except ValueError as error:
    print(describe(error))
try:
    raise ValueError from 5
except TypeError as error:
    print(error)


def helper():
    raise KeyError("in a helper")


try:
    try:
        raise OSError("outer")
    except OSError:
        try:
            helper()
        except KeyError as inner:
            print("inner context", repr(inner.__context__))
        raise
except OSError as error:
    print("re-raised", describe(error))
try:
    try:
        raise ValueError("one")
    finally:
        raise TypeError("two")
except TypeError as error:
    print(describe(error))
a = ValueError("cycle a")
try:
    try:
        raise a
    except ValueError:
        raise a
except ValueError as error:
    print(error is a, error.__context__)
error = ValueError("made")
print(error.__context__, error.__cause__, error.__traceback__, error.with_traceback(None) is error)
try:
    error.__cause__ = "text"
except TypeError as problem:
    print(problem)
