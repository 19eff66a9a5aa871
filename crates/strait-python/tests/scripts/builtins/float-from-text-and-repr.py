for text in [
    "1.5", " -2e3 ", "inf", "-Infinity", "nan", "+NaN", "1_000.5", ".5", "5.", "1e-400", "1e400", "0x1p3", "1e5", "-0",
    "٣.٥", "1E+2", "infinit", "1e", "", " ", "1..5", "1__0", "e5", "1 2", "--1", "1_e5", "nan5", "0.1e-6", "1e_5",
]:
    try:
        print(repr(text), repr(float(text)))
    except ValueError as error:
        print(error)
print(0.1, 1 / 3, 1e16, 1e15, 123456789012345680.0, 1e-4, 0.00001, 1.0, 100.0, 1e22, 1e21, 5e-324)
print(2.2250738585072014e-308, 1.7976931348623157e308, 0.1 + 0.2, 1e100, 9007199254740993.0, 4.35, 2.675, 1.1e-5)
print(-0.0, 3.14e10, 1234567.891, 1e17, 12345678901234567.0)
print(float(), float(True), float(10**15), float(b"1.5"), float(bytearray(b"2")), float("1" * 400), float(2**63))
print(str(1e5), repr(-1e-7), float("9" * 17), float("0.30000000000000004") == 0.1 + 0.2)
for code in [
    "float([])", "float(None)", "float(1j)", "float('a' * 60)", "float(b'x')", "float('1', 2)", "float(x=1)",
    "float({})",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
