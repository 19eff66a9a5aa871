import sys

n = 3**20_000
print(n.bit_length(), n % 10**9, (n * n) % 1_000_007, (n // 3**19_990), n // (n - 1), pow(3, 20_000, 10**9))
a, b = 10**5000 + 7, 10**4990 - 3
print((a * b) % 998_244_353, (a // b) % 10**10, divmod(a, b)[1] % 10**6, (a - b).bit_length())
print((a << 1000) >> 1000 == a, a & b == b & a, (a ^ b) ^ b == a)
print(len(str(2**14_000)), str(2**14_000)[:10], int("7" * 4000) % 1_000_003, hex(2**4000)[:6], len(hex(2**40_000)))
print(len(bin(2**40_000)), len(oct(8**5000)))
f, g = 0, 1
for _ in range(10_000):
    f, g = g, f + g
print(f.bit_length(), f % 10**12)
import math

print(math.factorial(1000) % (10**9 + 7), math.factorial(500) // math.factorial(498))
print(math.gcd(2**3000 * 3, 6**2000).bit_length(), math.isqrt(10**2000) == 10**1000, math.comb(1000, 500) % 10**9)
print(sys.get_int_max_str_digits())
for code in [
    "str(10**4300)", "int('1' * 4301)", "f'{10**5000}'", "'%d' % 10**5000", "repr([10**4300])", "print(10**4300)",
    "int('1' * 4300) > 0", "len(str(10**4299))", "hex(10**5000)[:4]", "int('f' * 5000, 16) > 0", "10**5000 == 10**5000",
    "float(10**5000)",
]:
    try:
        print(code, eval(code))
    except (ValueError, OverflowError) as error:
        print(code, "->", type(error).__name__, error)
sys.set_int_max_str_digits(10_000)
print(len(str(10**6000)), sys.get_int_max_str_digits())
try:
    sys.set_int_max_str_digits(100)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(0)
print(len(str(10**20_000)))
