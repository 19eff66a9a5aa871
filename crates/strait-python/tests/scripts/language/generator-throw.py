def resilient():
    n = 0
    while True:
        try:
            n += 1
            yield n
        except ValueError as error:
            yield f"caught {error}"
        except KeyError:
            return "gave up"
        finally:
            print("finally", n)


g = resilient()
print(next(g), g.throw(ValueError("one")), next(g))
try:
    g.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value)

g = resilient()
try:
    g.throw(ValueError("before the start"))
except ValueError as error:
    print("not started:", error)
print(list(g))

g = resilient()
next(g)
try:
    g.throw(TypeError("passes through"))
except TypeError as error:
    print(error)
print(next(g, "exhausted"))
try:
    g.throw(OSError("into an ended one"))
except OSError as error:
    print(error)


def convert():
    try:
        yield 1
    except ValueError as error:
        raise RuntimeError("converted") from error


g = convert()
next(g)
try:
    g.throw(ValueError("cause"))
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__)
g = convert()
next(g)
try:
    g.throw(ValueError)
except RuntimeError as error:
    print(repr(error.__cause__))
g = convert()
next(g)
for wrong in [5, "text", int]:
    try:
        g.throw(wrong)
    except TypeError as error:
        print(error)
