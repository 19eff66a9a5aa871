for spec in [
    "", "d", "5", "<5", ">5", "^6", "05", "+", " ", "-", "x", "X", "o", "b", "#x", "#o", "#b", "#010x", "c", "n", "e",
    ".2f", "%", ",", "_", "_x", "*^+9,", "=+6", "x<5", "08,", "g", "5%",
]:
    print(f"{spec!r:>8} {format(65, spec)!r:>16} {format(-1234567, spec) if spec != 'c' else ''!r:>16}")
for spec in [
    "", "f", ".0f", ".3f", "e", ".2E", "g", ".3g", "#.3g", "n", "%", ".1%", "10.2f", "<10.1f", "+.1f", " .1f", ",.2f",
    "_.1f", "010.1f", "=+10.1f", ".0e", "#.0f", "z.1f", "5", ".3", ".17g", "F", "G",
]:
    print(f"{spec!r:>9}", *(repr(format(x, spec)) for x in (1234.5678, -0.04, 1e20, float("inf"), float("nan"))))
print(f"{1 + 2j:.1f} {1j:>8} {-1 - 1j:+.2e} {3 + 0j:g} {complex('nan'):.1f}")
for value, spec in [
    (1, "s"), (1.5, "d"), (1, ".2"), (1, "q"), (1.5, "s"), (1, ",b"), (1, "c5"), (300000000, "c"), (-1, "c"), (1, "+c"),
    (1, "%%"), (1j, "010"), (1j, "=5"), (1, "5_,"), (1, ",,"), (1.0, ".f"), (1, "9" * 20),
]:
    try:
        print(format(value, spec))
    except (ValueError, OverflowError) as error:
        print(repr(value), repr(spec), type(error).__name__, error)
