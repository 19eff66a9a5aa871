from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, getcontext, localcontext

D = Decimal
print(D("0.1") + D("0.2"), D("1.10") + 1, D(5) / 3, D("7") // 2, D("-7") // 2, D("-7") % 3, D(2) ** 10)
print(D(2) ** D("0.5"), -D("1.50"), abs(D("-2")), +D("1.23456789012345678901234567890123"), D("1E+3") * 2)
print(D("1.20") * D("3.0"), divmod(D(7), 2), D(10) ** -2, D("1e-7"), D("1E10"), D("0E-10"), D("123456789E-15"))
print(D(0.1), D("  1.5 "), D("1_000"), D((0, (1, 2), -1)), D("Infinity"), D("-inf"), D("nan"), D("sNaN"), D(True))
print(D.from_float(0.5), repr(D("1.0")), str(D("-0")), D("1.0") == D("1.00"), hash(D("1.0")) == hash(1))
print(D("1.5") == 1.5, D("0.1") == 0.1, D("1.0").compare(D(2)), D("3") > 2.5, {D(1): "k"}[1])
print(sorted([D("2"), D("1.5"), 1]), max(D("1"), D("3")), sum([D("0.1")] * 3), bool(D(0)))
print(D("2.675").quantize(D("0.01")), D("2.665").quantize(D("0.01"), rounding=ROUND_HALF_UP))
print(D("2.669").quantize(D("0.01"), ROUND_DOWN), D("1234.5").quantize(D("1E2")), round(D("2.5")))
print(round(D("2.675"), 2), round(D("1234"), -2), D("1.500").normalize(), D("100").normalize())
print(D("5.7").to_integral_value(), D("1.23").as_tuple(), D("0.25").as_integer_ratio(), D("12.3").adjusted())
print(int(D("-2.9")), float(D("0.1")), D("1E+5").to_eng_string(), D("2").sqrt(), D("10").ln(), D("100").log10())
print(D(1).exp(), D("3.7").__floor__(), D("3.2").__ceil__(), D("1.5").is_signed(), D("NaN").is_nan())
print(D("7").remainder_near(D(4)), D("1").copy_sign(D("-2")), D("5").fma(2, 3), D("1.2300").scaleb(2))
print(D(5).same_quantum(D(3)))
print(f"{D('1234567.891'):,.2f} {D('0.5'):.0%} {D('12'):>8} {D('1.5'):e} {D('1E+3'):f} {D('-1.5'):+} {D('3.14159'):.3g} {D('1234.5'):010.1f}")
print(str(D("1E+3")), D("1.5").__format__(""), "%s" % D("1.0"), "%.2f" % D("1.005"))
with localcontext() as c:
    c.prec = 5
    print(D(1) / 3, D("123456789") + 1, c.prec, +D("1.234567"))
    c.rounding = ROUND_UP
    print(D(1) / 3, c.divide(D(2), D(3)), c.create_decimal("1.23456789"))
print(getcontext().prec, getcontext().rounding == ROUND_HALF_EVEN, D(1) / 7, localcontext(prec=3).__class__.__name__)
with localcontext(prec=50):
    print(D(2).sqrt(), D(1) / D(7))
for code in [
    "D('abc')", "D('')", "D('1.2.3')", "D(1) / 0", "D(0) / 0", "D('inf') - D('inf')", "D(1) % 0", "D(1) + 1.5",
    "D(1) + 'a'", "D([])", "D(-1).sqrt()", "D('sNaN') + 1", "D('nan') < 1", "int(D('nan'))", "int(D('inf'))",
    "D('1').quantize(D('1E-40'))", "D(10) ** 1000000000000000000000", "D(0) ** 0", "D(-8) ** D('0.5')",
    "round(D('nan'))", "D('1') & 1", "hash(D('sNaN'))", "D(1) // 0", "f\"{D('1'):q}\"", "D((2, (1,), 0))", "D(0).ln()",
    "D(-1).ln()",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
price, rate = D("19.99"), D("0.0825")
tax = (price * rate).quantize(D("0.01"), rounding=ROUND_HALF_UP)
print(tax, price + tax, sum((D(x) for x in ("1.10", "2.20", "3.30")), D(0)), D("1") / D("3") * 3)
print(D("100") * D("1.05") ** 10)
