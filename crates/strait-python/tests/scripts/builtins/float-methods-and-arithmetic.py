inf, nan, items = float("inf"), float("nan"), [1]
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), inf.is_integer())
print((1.5).hex(), (-0.1).hex(), (0.0).hex(), inf.hex(), nan.hex(), float.fromhex("0x1.8p+1"), float.fromhex("-1.5"))
print(float.fromhex("0xA.8"), float.fromhex("inf"), (5e-324).hex())
print((1.5).real, (1.5).imag, (1.5).conjugate(), (2.7).__trunc__(), (2.7).__floor__(), (-2.7).__ceil__())
print((2.5).__round__(), (7.5).__mod__(2), (1.5).__add__(1), (1.5).__eq__("a"))
print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 1e300 * 1e10, -1e300 * 1e10, 1e-300 * 1e-300, 0.1 * 3, 1 - 0.9)
print(5.0 // 0.1, 5.0 % 0.1, 1e20 // 3, 3.0 ** 2, 2 ** 0.5, 1.0 == 1, 0.1 + 0.7, -0.0 == 0.0)
print(inf - inf, inf * 0, inf / inf, inf > 10**400, nan == nan, nan != nan, nan < 1, inf == inf, -inf < inf, inf // 2)
print(5 // inf, -5 // inf, 5 % inf, -5 % inf, 0.0 * -1, -0.0 + 0, -0.0 - 0.0, 0.0 // -5, -0.0 % 3, nan ** 0, 1 ** nan)
print(inf ** 0, 0.0 ** inf, (-inf) ** 3)
print(max(nan, 1), min(1, nan), sorted([3.0, 1, 2.5]), [1.0, 2] == [1, 2.0], {1.0: "x"}[1], 0.1 in [0.1])
print(nan in [nan], [nan] == [nan], float("nan") in [float("nan")], hash(nan) == hash(nan), bool(nan), bool(0.0))
print(int(2.99), round(-0.6), 1_000.5)
print(1e15 + 0.3, 1e16 + 1, 2**53 + 1.0, 0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3) < 1e-9, 1e308 * 10 == inf)
print(1.5 < 2 < 2.5, 1 < nan or "no", 3 == 3.0000000000000001, 2**70 == float(2**70), 10**23 == 1e23, 1e23 < 10**23)
for code in [
    "inf.as_integer_ratio()", "nan.as_integer_ratio()", "float.fromhex('xyz')", "float.fromhex('0x1p5000')", "1.5 % 0",
    "1.5 << 1", "(-8.0) ** (1 / 3)", "(1.5).nope", "1.5 & 1", "'a' * 1.5", "1.5 + 'a'", "'a' + 1.5", "int(nan)",
    "2.0 ** 5000", "items[1.0]", "0.0 ** -2.5", "float.fromhex(5)", "~1.5",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
