# Numbers where a digit, a bit or an exception changes.
print(1 / 16777216, 2.0**-24, 2.0**-25, float('5.960464477539062e-08') == 2.0**-24)
for power in range(-1074, 1024):
    value = 2.0**power
    assert float(repr(value)) == value, power


def shown(call):
    try:
        return call()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


nan = float('nan')
number = complex(1, nan)
print(number == number, number != number, [number] == [number], number in (number,))
for call in [
    lambda: (-1385.5) ** 99.5,
    lambda: complex(1e200, 1e200) ** 2,
    lambda: complex(-4.1e-204, 5e-324) ** -5,
    lambda: complex(0, 0) ** -1,
    lambda: (1 + 2j) ** -3,
    lambda: chr(97817494154),
    lambda: chr(-(2**40)),
    lambda: chr(-1),
    lambda: chr(0x110000),
    lambda: (-1).to_bytes(0, 'little', signed=True),
    lambda: (5).to_bytes(-1, 'middle'),
    lambda: (5).to_bytes(-1, 'big'),
]:
    print(shown(call))

import math
print(math.ulp(1.7976931348623157e308), math.ulp(0.0), math.ulp(float('inf')))
print(0.0 ** float('-inf'), 0 ** float('-inf'), shown(lambda: 0.0 ** -1.5))
