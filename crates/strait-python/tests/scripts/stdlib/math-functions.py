import math

inf, nan = math.inf, math.nan


def near(*values):
    """Prints what a platform's mathematics library may round differently with fewer digits."""
    print(*(f"{v:.12g}" for v in values))


near(math.cbrt(27), math.exp(1), math.exp2(3), math.expm1(1e-10), math.log(10), math.log(8, 2))
near(math.log1p(1e-10), math.log(10**400), math.log10(1000), math.log2(8), math.log2(2**2000), math.log(2.5, 10))
near(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.atan2(-1, -1))
near(math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5), math.degrees(math.pi), math.radians(180))
near(math.gamma(5), math.lgamma(100), math.erf(0.5), math.erfc(0.5), math.pow(2, 0.5), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)))
print(math.pi, math.e, math.tau, math.sqrt(2), math.isqrt(17), math.hypot(3, 4), math.atan2(0.0, -0.0) == math.pi)
print(math.exp(0), math.log(1), math.sin(0), math.cos(0))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(10**20), math.fmod(-7, 3), math.modf(-3.25))
print(math.frexp(10), math.ldexp(0.5, 4), math.copysign(3, -0.0), math.fabs(-3), math.remainder(7, 4))
print(math.nextafter(1, 2), math.ulp(1), math.nextafter(0, 1, steps=3), math.fmod(5, inf))
print(math.factorial(20), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.gcd(12, 18, 27), math.gcd())
print(math.lcm(4, 6), math.lcm(), math.gcd(-4, 0), math.comb(3, 5), math.prod([1, 2, 3]), math.prod([], start=5))
print(math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]), math.fsum([1e100, 1, -1e100]), math.prod([1.5, 2]))
print(math.isfinite(inf), math.isinf(-inf), math.isnan(nan), math.isclose(0.1 + 0.2, 0.3))
print(math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9))
print(math.isclose(inf, inf), math.isclose(nan, nan), math.pow(nan, 0), math.pow(1, inf), math.sqrt(inf))
print(math.exp(-inf), math.atan(inf), math.log(inf), math.floor(True), math.hypot(inf, nan))
for code in [
    "math.sqrt(-1)", "math.log(0)", "math.log(-1)", "math.exp(1000)", "math.factorial(-1)", "math.factorial(1.5)",
    "math.asin(2)", "math.floor(inf)", "math.ceil(nan)", "math.sqrt('a')", "math.gcd(1.5)", "math.fmod(1, 0)",
    "math.pow(0, -1)", "math.pow(-8, 1/3)", "math.comb(-1, 2)", "math.isqrt(-1)", "math.log(1, 1)", "math.gamma(0)",
    "math.sin(inf)", "math.hypot('a')", "math.ldexp(1, 5000)", "math.dist([1], [1, 2])", "math.log()", "math.prod(5)",
    "math.sumprod([1], [1, 2])", "math.log10(0)", "math.acosh(0)", "math.trunc('a')", "math.perm(2, -1)",
    "math.remainder(1, 0)", "math.cosh(1000)", "math.sqrt(1j)", "math.log(2, 0)", "math.isqrt(2.0)", "math.fsum(['a'])",
    "math.fsum([1e308, 1e308])", "math.atan2(1)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
import cmath

print(cmath.sqrt(-1), cmath.isclose(cmath.exp(1j * math.pi), -1), cmath.phase(-1) == math.pi)
print(cmath.isclose(cmath.rect(1, math.pi / 2), 1j), cmath.isclose(cmath.log(-1), math.pi * 1j))
print(cmath.isclose(1j, 1j), cmath.sqrt(-4 + 0j), cmath.isnan(complex(nan, 0)), cmath.isinf(1j), cmath.isfinite(inf))
