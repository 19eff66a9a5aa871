print(abs(-5), abs(5.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-(10**30)))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.5, 0), round(1234, -2), round(1250, -2))
print(round(1350, -2), round(15, -1), round(25, -1), round(5, 3), round(-0.4), round(1e20), round(True))
print(round(2.5, None), type(round(2.0)).__name__, type(round(2.0, 0)).__name__, round(1e300, -300))
print(round(0.1 + 0.2, 10), round(5.015, 2), round(123.456, -1), round(1.0, 400), round(12345.6789, -400))
print(round(-1.5), round(0.5), round(-0.5, 0))
print(divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(7.5, 2), divmod(-1, 10**20), divmod(True, 2), divmod(0.0, 5))
print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 5, 7), pow(2, 10, -7), pow(0, 0))
print(pow(0.0, 0), pow(-8, 1 / 3).imag > 1, pow(-1, 0.5).real < 1e-10, pow(base=2, exp=3, mod=5), pow(2, 0, 1))
print(pow(10, 200, 13))
print((-2) ** 0.5 == pow(-2, 0.5), 2 ** 0.5, 1 ** 10**5, (-1) ** 101, 10 ** -2, (1 + 1j) ** 2, 4 ** 0.5)
for code in [
    "abs('x')", "abs()", "round('x')", "round(1.5, 1.5)", "round(float('nan'))", "round(float('inf'))", "divmod(1, 0)",
    "divmod(1.0, 0)", "divmod('a', 1)", "1 % 0", "1.0 % 0", "1 // 0", "1.5 // 0", "1 / 0", "1.0 / 0", "0 ** -1",
    "0.0 ** -1", "pow(2, -1, 4)", "pow(2, 3, 0)", "pow(2.0, 3, 5)", "pow(2)", "10.0 ** 400", "1j / 0", "1j // 1",
    "1j % 1", "divmod(1j, 1)", "pow(2, 'x')", "0j ** -1", "round(1, 2, 3)", "round(1j)", "2 ** 'x'",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
