def run(kind):
    log = []
    try:
        try:
            log.append("try")
            if kind == "value":
                raise ValueError("v")
            if kind == "key":
                raise KeyError("k")
            if kind == "other":
                raise OSError("o")
            if kind == "return":
                return log
        except ValueError as error:
            log.append(f"value {error}")
        except (KeyError, IndexError) as error:
            log.append(f"lookup {error}")
            raise
        else:
            log.append("else")
        finally:
            log.append("finally")
        log.append("after")
    except Exception as error:
        log.append(f"outer {type(error).__name__}")
    return log


for kind in ["none", "value", "key", "other", "return"]:
    print(kind, run(kind))

try:
    raise ValueError("x")
except ValueError as error:
    pass
try:
    error
except NameError as missing:
    print(missing)


def pick(*kinds):
    try:
        raise IndexError("i")
    except kinds:
        return "matched"
    except LookupError:
        return "by a base class"
    except:
        return "bare"


print(pick(IndexError), pick(KeyError, OSError), pick())
for bad in [5, "text", (ValueError, 5), int]:
    try:
        try:
            1 / 0
        except bad:
            pass
    except TypeError as error:
        print(error, "|", repr(error.__context__))
try:
    1 / 0
except KeyError if not pick() else ZeroDivisionError as error:
    print("expression", error)
try:
    raise ValueError
except ValueError as error:
    print(repr(error), error.args, str(error) == "")
for wrong in [5, "text", int, None, [ValueError]]:
    try:
        raise wrong
    except TypeError as error:
        print(error)
try:
    raise
except RuntimeError as error:
    print(error)
