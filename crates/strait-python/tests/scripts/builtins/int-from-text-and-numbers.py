for text in ["42", " -7 ", "+5", "1_000", "0", "-0", "٣٤", "\n12\t", "000123", "1" * 30]:
    print(repr(text), int(text), end="; ")
print()
print(int("ff", 16), int("0xff", 16), int("FF", base=16), int("0b11", 0), int("0o17", 0), int("0x1F", 0))
print(int("12", 0), int("zz", 36), int("101", 2), int("-0b1", 2), int(b"42"), int(bytearray(b"7")), int("0", 0))
print(int("00", 0))
print(int(3.99), int(-3.99), int(True), int(), int(1e20), int(2**70 + 0.0), int("1_0_0", 10), int("0_7"))
for code in [
    "int('')", "int(' ')", "int('abc')", "int('1.5')", "int('1__0')", "int('_1')", "int('1_')", "int('0x1f')",
    "int('9', 8)", "int('1', 1)", "int('1', 37)", "int('010', 0)", "int('0x', 16)", "int('- 1')", "int(b'abc')",
    "int('12a', 10)", "int(None)", "int([])", "int(1j)", "int(5, 10)", "int('5', '10')", "int(float('nan'))",
    "int(float('inf'))", "int('é')", "int('1\\x00')", "int(base=10)", "int('1', 2, 3)", "int('a' * 300)", "int(x=5)",
    "int('+-1')", "int('0b12', 0)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, str(error)[:100])
