def raise_group():
    raise ExceptionGroup("group", [ValueError("v1"), TypeError("t"), ExceptionGroup("nested", [ValueError("v2"), OSError("o")])])


try:
    raise_group()
except* ValueError as group:
    print("values", [repr(e) for e in group.exceptions])
except* (TypeError, OSError) as group:
    print("others", [repr(e) for e in group.exceptions])
else:
    print("no else")
finally:
    print("finally")

try:
    try:
        raise_group()
    except* ValueError:
        print("handled values")
except ExceptionGroup as rest:
    print("left over", rest.exceptions)

try:
    raise ValueError("alone")
except* ValueError as group:
    print(repr(group))

try:
    try:
        raise_group()
    except* TypeError as group:
        raise KeyError("new")
    except* ValueError:
        raise
except ExceptionGroup as combined:
    print(repr(combined))
    print([type(e).__name__ for e in combined.exceptions])

try:
    pass
except* ValueError:
    pass
else:
    print("else runs")

try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as g:
        raise TypeError("from handler") from g
except TypeError as error:
    # One exception in place of the whole group is not wrapped.
    print(repr(error), repr(error.__cause__))
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
for source in [
    "try: pass\nexcept* ValueError: pass\nexcept TypeError: pass", "try: pass\nexcept*: pass",
    "for x in y:\n try: pass\n except* ValueError: break", "def f():\n try: pass\n except* ValueError: return",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
