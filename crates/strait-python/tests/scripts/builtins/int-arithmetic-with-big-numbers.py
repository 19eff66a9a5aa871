a, b = 2**100, -(3**50)
print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, 7**20), divmod(b, 10**10), -a // 3, a ** 3)
print(a & 0xFFFF, a | 1, a ^ a - 1, ~a, a >> 90, b >> 10, a << 5, b << 3, -1 >> 100, -1 << 70, b & (2**64 - 1), b | 1)
print(b ^ 2**70)
print(a / 3, a / 2**98, b / 7, 10**400 // 10**399, 10**20 / 10**18, (10**23) / 10, 1 / 3**50, a > b, a == 2.0**100)
print(a < float("inf"), 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**400 > 1e308, -(10**400) < -1e308)
print(float(2**1000), float(10**22), float(10**23), float(2**53 + 1), float(-(2**63)), hash(a) == hash(2.0**100))
print(a * 0, a * 1.5, a - a, str(a)[:5], len(str(3**1000)), int(str(a)) == a, int(hex(b), 16) == b)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808))
print(4611686018427387904 * 2, 2147483647 + 1, 3037000500 * 3037000500, 2**62 - 2**61 * 2, 1 << 62, 1 << 63, 1 << 64)
print(-(1 << 63), abs(-(2**63)), (2**63) // -1, -(2**63) // -1, -(2**63) % -1, 0x7FFFFFFFFFFFFFFF & -1)
import math

print(math.factorial(30), math.gcd(2**100, 6**50), math.lcm(10**10, 15**10), math.isqrt(10**40), math.comb(100, 50))
print(pow(a, b + 3**50, 97), pow(3, 2**70, 1000007), math.prod(range(1, 26)))
total = 0
for i in range(200):
    total = total * 31 + i
print(total % (10**9 + 7), total.bit_length(), f"{total % 10**30:_}", f"{2**70:,}", f"{2**70:x}")
print(f"{-(2**70):#b}"[:10], f"{2**70:e}", f"{2**70:>30}", "%d %x %o" % (a, a, a))
for code in [
    "1 << -1", "1 >> -1", "10**400 / 1", "float(10**400)", "1.5 + 10**400", "1 << 'a'", "2.0 << 1", "10**400 * 1.0",
    "int(1e400)", "a & 1.0", "10**400 // 1.5", "math.sqrt(10**700)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
