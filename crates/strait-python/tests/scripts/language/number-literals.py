print(1_000_000, 0x_ff, 0xFF, 0o17, 0b1010_1010, 0B1, 0O7, 0XaB, 00, 0_0)
print(1.5, 1., .5, 1e3, 1E-3, 1_0.2_5e1_0, 0e0, 00.5, 09.5, 5e-324, 1e400, -0.0)
print(1j, 2.5J, 1e2j, 0j, -1j, 1_0j, 3 + 4j, 01.j)
print(10**30, -7 // 2, 0xdead_beef, 123456789012345678901234567890)
print(1 .real, 1..real, 1.0.is_integer(), 5 .__add__(1), (5).bit_length(), 1 if 1 else 2)
print(0.1 + 0.2, 1e16, 1e15, 123456789.0, 1e22, 1e-4, 1e-5, 1.7976931348623157e308, 2.5e-8, 100.0, 1e100)
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -1 ** 0.5, ~5, - -5, +-+5, not-1)
print(7 // -2, 7 % -2, -7 % 2, -7 // 2.0, 7.5 % -2, divmod(-7, 3), divmod(7, -3.0), -0.0 % 5, 5 % float("inf"))
print(-5 % float("inf"))
for source in [
    "012", "1__0", "1_", "_1", "0x", "0b2", "0o8", "1e", "0xg", "1.5.5", "1_.5", "5a", "0b", "1_j", "0_7", "1e5x",
    "0b12", "0xfog",
]:
    try:
        compile(source, "s", "eval")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "->", error.msg)
