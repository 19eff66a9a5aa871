"""Mathematical functions of complex numbers, in the way of CPython's cmath module."""

import math
from math import e, inf, nan, pi, tau

infj = complex(0.0, inf)
nanj = complex(0.0, nan)

_LN2 = math.log(2)
_LOG_LARGE = math.log(1.7976931348623157e308 / 4)
_LARGE = 1.7976931348623157e308 / 4
_SQRT_LARGE = math.sqrt(_LARGE)
_SQRT_SMALL = math.sqrt(2.2250738585072014e-308)


def _complex(z):
    if isinstance(z, complex):
        return z.real, z.imag
    if isinstance(z, (int, float)):
        return float(z), 0.0
    z = complex(z) if not isinstance(z, str) else _refuse(z)
    return z.real, z.imag


def _refuse(z):
    raise TypeError(f'must be real number, not {type(z).__name__}')


def _domain():
    raise ValueError('math domain error')


def _range():
    raise OverflowError('math range error')


def _finite(x, y):
    return math.isfinite(x) and math.isfinite(y)


def isfinite(z, /):
    return _finite(*_complex(z))


def isinf(z, /):
    x, y = _complex(z)
    return math.isinf(x) or math.isinf(y)


def isnan(z, /):
    x, y = _complex(z)
    return math.isnan(x) or math.isnan(y)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = complex(*_complex(a)), complex(*_complex(b))
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def phase(z, /):
    x, y = _complex(z)
    return math.atan2(y, x)


def _size(x, y):
    size = math.hypot(x, y)
    if math.isinf(size) and _finite(x, y):
        _range()
    return size


def polar(z, /):
    x, y = _complex(z)
    return _size(x, y), math.atan2(y, x)


def rect(r, phi, /):
    r, phi = float(r), float(phi)
    if not _finite(r, phi):
        if math.isinf(r) and math.isfinite(phi) and phi:
            return complex(math.copysign(inf, math.cos(phi)) * math.copysign(1, r),
                           math.copysign(inf, math.sin(phi)) * math.copysign(1, r))
        if math.isinf(phi) and r and not math.isnan(r):
            _domain()
        if not phi:
            return complex(r, phi * math.copysign(1, r))
        if math.isnan(r) or math.isnan(phi):
            return complex(0.0, 0.0) if not r else complex(nan, nan)
        return complex(r, 0.0)
    if not phi:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def sqrt(z, /):
    x, y = _complex(z)
    if not _finite(x, y):
        if math.isinf(y):
            return complex(inf, y)
        if math.isnan(x):
            return complex(nan, nan)
        if x > 0:
            return complex(inf, nan if math.isnan(y) else math.copysign(0.0, y))
        if math.isinf(x):
            return complex(nan, inf) if math.isnan(y) else complex(0.0, math.copysign(inf, y))
        return complex(nan, nan)
    if not x and not y:
        return complex(0.0, y)
    ax, ay = abs(x), abs(y)
    if ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308 and (ax > 0 or ay > 0):
        # Scaled up, so that no digits are lost.
        ax = math.ldexp(ax, 54)
        s = math.ldexp(math.sqrt(ax + math.hypot(ax, math.ldexp(ay, 54))), -27)
    else:
        ax /= 8.0
        s = 2.0 * math.sqrt(ax + math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    if x >= 0:
        return complex(s, math.copysign(d, y))
    return complex(d, math.copysign(s, y))


def exp(z, /):
    x, y = _complex(z)
    if not _finite(x, y):
        if math.isinf(x) and math.isfinite(y):
            if not y:
                return complex(math.exp(x), y)
            size = inf if x > 0 else 0.0
            return complex(math.copysign(size, math.cos(y)), math.copysign(size, math.sin(y)))
        if math.isinf(x):
            if x > 0:
                return _domain() if math.isinf(y) else complex(inf, nan)
            return complex(0.0, math.copysign(0.0, y))
        if math.isinf(y) and math.isfinite(x):
            _domain()
        return complex(nan, y if not y else nan)
    if x > _LOG_LARGE:
        part = math.exp(x - 1.0)
        real, imag = part * math.cos(y) * e, part * math.sin(y) * e
    else:
        part = math.exp(x)
        real, imag = part * math.cos(y), part * math.sin(y)
    if math.isinf(real) or math.isinf(imag):
        _range()
    return complex(real, imag)


def _log(x, y):
    if not _finite(x, y):
        real = inf if math.isinf(x) or math.isinf(y) else nan
        return complex(real, math.atan2(y, x))
    ax, ay = abs(x), abs(y)
    if ax > _LARGE or ay > _LARGE:
        real = math.log(math.hypot(ax / 2.0, ay / 2.0)) + _LN2
    elif ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308:
        if not ax and not ay:
            _domain()
        real = math.log(math.hypot(math.ldexp(ax, 53), math.ldexp(ay, 53))) - 53 * _LN2
    else:
        h = math.hypot(ax, ay)
        if 0.71 <= h <= 1.73:
            am, an = (ax, ay) if ax > ay else (ay, ax)
            real = math.log1p((am - 1) * (am + 1) + an * an) / 2.0
        else:
            real = math.log(h)
    return complex(real, math.atan2(y, x))


def log(z, base=None, /):
    result = _log(*_complex(z))
    if base is None:
        return result
    divisor = _log(*_complex(base))
    return result / divisor if divisor else _domain()


def log10(z, /):
    result = _log(*_complex(z))
    return complex(result.real / math.log(10), result.imag / math.log(10))


def _checked(real, imag):
    if math.isinf(real) or math.isinf(imag):
        _range()
    return complex(real, imag)


def cosh(z, /):
    x, y = _complex(z)
    if not _finite(x, y):
        if math.isinf(y) and not math.isnan(x):
            _domain() if x == 0 or math.isfinite(x) or math.isinf(x) else None
        if math.isinf(x) and math.isfinite(y) and y:
            return complex(math.copysign(inf, math.cos(y)), math.copysign(inf, math.sin(y)) * math.copysign(1, x))
        if not y:
            return complex(abs(x), math.copysign(0.0, x) * y)
        return complex(inf if math.isinf(x) else nan, nan if x else 0.0)
    if abs(x) > _LOG_LARGE:
        x_less = x - math.copysign(1.0, x)
        return _checked(math.cos(y) * math.cosh(x_less) * e, math.sin(y) * math.sinh(x_less) * e)
    return _checked(math.cos(y) * math.cosh(x), math.sin(y) * math.sinh(x))


def sinh(z, /):
    x, y = _complex(z)
    if not _finite(x, y):
        if math.isinf(y) and not math.isnan(x):
            _domain()
        if math.isinf(x) and math.isfinite(y) and y:
            return complex(math.copysign(inf, math.cos(y)) * math.copysign(1, x), math.copysign(inf, math.sin(y)))
        if not y:
            return complex(x, y)
        return complex(x if math.isinf(x) or not x else nan, nan)
    if abs(x) > _LOG_LARGE:
        x_less = x - math.copysign(1.0, x)
        return _checked(math.cos(y) * math.sinh(x_less) * e, math.sin(y) * math.cosh(x_less) * e)
    return _checked(math.cos(y) * math.sinh(x), math.sin(y) * math.cosh(x))


def tanh(z, /):
    x, y = _complex(z)
    if not _finite(x, y):
        if math.isinf(y) and math.isfinite(x):
            _domain()
        if math.isinf(x):
            imag = math.copysign(0.0, math.sin(2.0 * y)) if math.isfinite(y) else 0.0
            return complex(math.copysign(1.0, x), imag)
        return complex(nan, y if not y else nan)
    if abs(x) > _LOG_LARGE:
        return complex(math.copysign(1.0, x), 4.0 * math.sin(y) * math.cos(y) * math.exp(-2.0 * abs(x)))
    tx, ty = math.tanh(x), math.tan(y)
    cx = 1.0 / math.cosh(x)
    txty = tx * ty
    denominator = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)


def cos(z, /):
    x, y = _complex(z)
    return cosh(complex(-y, x))


def sin(z, /):
    x, y = _complex(z)
    found = sinh(complex(-y, x))
    return complex(found.imag, -found.real)


def tan(z, /):
    x, y = _complex(z)
    found = tanh(complex(-y, x))
    return complex(found.imag, -found.real)


def acos(z, /):
    x, y = _complex(z)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = math.atan2(abs(y), x)
        size = math.log(math.hypot(x / 2.0, y / 2.0)) + _LN2 * 2.0
        return complex(real, -math.copysign(size, y))
    one, other = sqrt(complex(1.0 - x, -y)), sqrt(complex(1.0 + x, y))
    return complex(2.0 * math.atan2(one.real, other.real), math.asinh(other.real * one.imag - other.imag * one.real))


def acosh(z, /):
    x, y = _complex(z)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return complex(math.log(math.hypot(x / 2.0, y / 2.0)) + _LN2 * 2.0, math.atan2(y, x))
    one, other = sqrt(complex(x - 1.0, y)), sqrt(complex(x + 1.0, y))
    return complex(math.asinh(one.real * other.real + one.imag * other.imag), 2.0 * math.atan2(one.imag, other.real))


def asinh(z, /):
    x, y = _complex(z)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        size = math.log(math.hypot(x / 2.0, y / 2.0)) + _LN2 * 2.0
        return complex(math.copysign(size, x), math.atan2(y, abs(x)))
    one, other = sqrt(complex(1.0 + y, -x)), sqrt(complex(1.0 - y, x))
    return complex(math.asinh(one.real * other.imag - other.real * one.imag),
                   math.atan2(y, one.real * other.real - one.imag * other.imag))


def asin(z, /):
    x, y = _complex(z)
    found = asinh(complex(-y, x))
    return complex(found.imag, -found.real)


def atanh(z, /):
    x, y = _complex(z)
    if x < 0.0 or (not x and math.copysign(1.0, x) < 0.0):
        return -atanh(complex(-x, -y))
    ay = abs(y)
    if x > _SQRT_LARGE or ay > _SQRT_LARGE:
        h = math.hypot(x / 2.0, y / 2.0)
        return complex(x / 4.0 / h / h, -math.copysign(pi / 2.0, -y))
    if x == 1.0 and ay < _SQRT_SMALL:
        if not ay:
            _domain()
        real = -math.log(math.sqrt(ay) / math.sqrt(math.hypot(ay, 2.0)))
        return complex(real, math.copysign(math.atan2(2.0, -ay) / 2, y))
    real = math.log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0
    return complex(real, -math.atan2(-2.0 * y, (1 - x) * (1 + x) - ay * ay) / 2.0)


def atan(z, /):
    x, y = _complex(z)
    found = atanh(complex(-y, x))
    return complex(found.imag, -found.real)
