from decimal import Decimal
from fractions import Fraction as F

print(F(1, 3) + F(1, 6), F(3, 4) * 2, F(1, 2) / F(1, 4), F(7, 3) // 1, F(-7, 3) % 1, F(2, 3) ** 2, F(2, 3) ** -2)
print(F(4) ** F(1, 2), -F(1, 2), abs(F(-1, 2)), F(6, -4), repr(F(1, 3)), str(F(5)), divmod(F(7, 2), 1), F(1, 3) - 1)
print(1 - F(1, 3), F(1, 3) + 0.5, 2 ** F(1, 2))
print(F("3/4"), F("0.125"), F(" -1.5e2 "), F(0.5), F(Decimal("0.1")), F("1_000/3"), F(), F(0.1).limit_denominator(10))
print(F(3.141592653589793).limit_denominator(1000), F(F(1, 2), 3), F(True), F.from_float(0.25))
print(F.from_decimal(Decimal("1.1")), F(10, 4).numerator, F(10, 4).denominator, F(1, 2).as_integer_ratio())
print(F(4, 2).is_integer())
print(F(1, 2) == 0.5, F(1, 3) == 1 / 3, hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), F(1, 3) < 0.34)
print(F(1, 2) > F(1, 3), sorted([F(1, 2), 0.3, F(1, 3)]), sum([F(1, 10)] * 10), max(F(1, 2), F(2, 3)), bool(F(0)))
print(int(F(7, 2)), float(F(1, 3)), round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), F(7, 2).__floor__())
print(F(7, 2).__ceil__(), F(-7, 2).__trunc__(), {F(1): "k"}[1], complex(F(1, 2)))
print(f"{F(1, 3):.3f} {F(22, 7):.2e} {F(1, 2):%} {F(1234567, 2):,.1f} {F(1, 3)} {F(1, 3):+.2f} {F(5, 2):>8.1f}")
for code in [
    "F(1, 0)", "F('a')", "F('1/0')", "F(1.5, 2)", "F('1/2', 3)", "F(float('nan'))", "F(float('inf'))", "F(1, 2) / 0",
    "F(1, 2) + 'a'", "F(1, 2) % 0", "F(0) ** -1", "F('1 / 2')", "F([])", "F(1, 2).limit_denominator(0)",
    "F(1, 2).numerator = 3", "F('1/-2')", "F(None)", "F(1, 2) < 'a'", "f'{F(1, 2):q}'",
]:
    try:
        exec(f"print({code!r}, {code})" if " = " not in code else code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
