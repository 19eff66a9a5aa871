n = 1000
print(n.bit_length(), (0).bit_length(), (-1).bit_length(), (-1000).bit_length(), (255).bit_count(), (-7).bit_count())
print((2**100).bit_length())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (5).to_bytes())
print((0).to_bytes(0), (255).to_bytes(length=3, byteorder="little"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x04\x00", "little"))
print(int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes([1, 2], "big"), int.from_bytes(b""))
print(int.from_bytes(b"\xff" * 10))
print(n.numerator, n.denominator, n.real, n.imag, n.conjugate(), n.as_integer_ratio(), (5).is_integer(), True.real)
print(type(True.numerator).__name__)
print(5 .__add__(2), (5).__mul__("a"), (5).__truediv__(2), (5).__divmod__(3), (5).__eq__(5.0), (5).__lt__("a"))
print(int.__neg__(3), (5).__index__(), (-5).__abs__(), (7).__rsub__(10), (2).__pow__(3, 5), (5).__float__())
print((5).__bool__(), (6).__invert__(), (5).__round__(-1), (5).__ceil__(), (5).__format__("b"), (5).__hash__())
for code in [
    "(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(1).to_bytes(-1, 'big')", "(1).to_bytes(1, 'middle')",
    "(128).to_bytes(1, 'big', signed=True)", "int.from_bytes('ab', 'big')", "int.from_bytes([256], 'big')", "(5).nope",
    "(5).real = 1", "int.from_bytes(5, 'big')", "(5).to_bytes('a')", "(5).bit_length(1)",
]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
