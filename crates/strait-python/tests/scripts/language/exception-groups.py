def show(group, depth=0):
    print("  " * depth + f"{type(group).__name__}: {group}")
    for inner in getattr(group, "exceptions", ()):
        show(inner, depth + 1)


group = ExceptionGroup("outer", [ValueError("a"), ExceptionGroup("inner", [TypeError("b"), ValueError("c")]), OSError("d")])
show(group)
print(repr(group), group.message, len(group.exceptions))
matched, rest = group.split(ValueError)
show(matched)
show(rest)
show(group.subgroup((TypeError, OSError)))
show(group.subgroup(lambda error: "c" in str(error) and not isinstance(error, ExceptionGroup)))
print(group.subgroup(KeyError), group.split(KeyError)[0])
print(group.subgroup(ExceptionGroup) is group)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)
print(type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for arguments in [("m", []), ("m", [5]), ("m", [KeyboardInterrupt()]), (5, [ValueError()]), ("m",), ("m", 5)]:
    try:
        ExceptionGroup(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Mine(ExceptionGroup):
    def derive(self, exceptions):
        return Mine(self.message + " derived", exceptions)


mine = Mine("mine", [ValueError(1), TypeError(2)])
mine.add_note("a note")
part = mine.subgroup(ValueError)
print(type(part).__name__, part, part.__notes__)
