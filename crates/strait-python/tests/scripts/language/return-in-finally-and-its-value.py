def value_is_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def list_is_shared():
    x = []
    try:
        return x
    finally:
        x.append("added in finally")


def overridden():
    try:
        return "try"
    finally:
        return "finally"


def swallowed():
    try:
        raise ValueError("gone")
    finally:
        return "swallowed"


def nested():
    try:
        try:
            return log("inner value")
        finally:
            log("inner finally")
    finally:
        log("outer finally")


def log(text):
    print(text)
    return text


def replaced():
    try:
        try:
            raise ValueError("first")
        finally:
            raise KeyError("second")
    except KeyError as error:
        return error, error.__context__


print(value_is_kept(), list_is_shared(), overridden(), swallowed())
print(nested())
print(replaced())


def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            return "from except"
        finally:
            print("still handling")


print(in_except())
