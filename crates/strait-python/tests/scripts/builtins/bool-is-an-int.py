print(True + True, True * 5, True / 2, True == 1, False == 0.0, True < 2, -True, ~5, True & False, True | False)
print(True ^ True, True & 3, 1 | False, type(True & True).__name__, type(True & 1).__name__, type(True + 0).__name__)
print(bool(), bool([]), bool("False"), bool(0.0), bool(None), bool([0]), bool(x) if (x := 5) else 0, int(True))
print(str(True), repr(False), f"{True:d} {True:>6} {True}", "%d %s" % (True, True), float(True), complex(True))
print([10, 20][True], {True: "a", 1: "b", 1.0: "c"}, sum([True, False, True]), isinstance(True, int))
print(issubclass(bool, int), hash(True) == hash(1), sorted([True, False, 0, 1]), max(True, 1), True.real)
print(True.bit_length(), "ab" * True, range(True), bool.__mro__[1].__name__, bool.__name__)
print(not 0, not "", not None, True and "x", False or "y", True if "" else False, True == "True", None == False)
print([] == False, 0 == "", 1 in [True], "1" == 1, True != 2, (True, 1) == (1, True))
for code in ["bool(1, 2)", "bool(x=1)", "True()", "True.nope", "True[0]", "len(True)", "True + 'a'"]:
    try:
        exec(f"t = True\n{code.replace('True', 't', 1)}")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
