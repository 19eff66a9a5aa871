import cmath
import math

points = [1 + 2j, -1 + 0.5j, 0.25 - 3j, -2 - 2j, 1e-3 + 1e-4j, 30 - 1j, 0j, 1 + 0j, -1 + 0j, 1j, -1j]
for name in "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase".split():
    for z in points:
        try:
            value = complex(getattr(cmath, name)(z))
            print(name, z, f"{value.real:.11g} {value.imag:.11g}")
        except (ValueError, OverflowError) as error:
            print(name, z, type(error).__name__, error)
print(cmath.polar(3 + 4j), cmath.log(8, 2).real, f"{cmath.rect(2, 1):.6f}", cmath.rect(3, 0), cmath.isclose(1, 1 + 1e-10j))
print(cmath.inf, cmath.infj, cmath.nanj, cmath.pi == math.pi, cmath.isnan(complex(0, math.nan)), cmath.isfinite(1j), cmath.isinf(complex(1, -math.inf)))
for code in ["cmath.exp(1000)", "cmath.log(0)", "cmath.sqrt('x')", "cmath.cosh(1000)", "cmath.isclose(1, 2, rel_tol=-1)", "cmath.atanh(1)", "cmath.log(1, 1)"]:
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
