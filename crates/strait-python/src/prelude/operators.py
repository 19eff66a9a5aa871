# Operators and functions of numbers, where an operand is of a script's class.


def _operate(symbol, left, right):
    in_place = symbol[-1] == '='
    operator = symbol[:-1] if in_place else symbol
    content, other = _payload(left), _payload(right)
    if type(content) is list and operator == '+':
        for item in right:
            _append(content, item)
        return left
    if type(content) is dict and type(other) is dict and operator == '|':
        return _merge(left if in_place else content.copy(), other)
    if type(content) in _view_classes or type(other) in _view_classes:
        content, other, in_place = set(content), set(other), False
    if isinstance(content, (set, frozenset)) and isinstance(other, (set, frozenset)):
        if operator == '|':
            result = _set_union(content, other)
        elif operator == '&':
            result = _set_intersection(content, other)
        elif operator == '-':
            result = _set_difference(content, other)
        else:
            result = _set_symmetric_difference(content, other)
        if not in_place or type(content) is not set:
            return result
        _replace_members(content, result)
        return left
    return NotImplemented


def _merge_proxies(left, right):
    left = dict(left) if isinstance(left, _proxy_class) else left
    right = dict(right) if isinstance(right, _proxy_class) else right
    return left | right


_proxy_class = _class_of(type.__dict__)


def _repeat(sequence, count, in_place):
    count = _index(count)
    if in_place:
        sequence *= count
        return sequence
    return sequence * count


def _power_error(base, exp, mod):
    return NotImplemented


def _divmod(left, right):
    method = _type_lookup(_class_of(left), '__divmod__')
    if method is not None:
        result = method(left, right)
        if result is not NotImplemented:
            return result
    method = _type_lookup(_class_of(right), '__rdivmod__')
    if method is not None:
        result = method(right, left)
        if result is not NotImplemented:
            return result
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left // right, left % right
    raise TypeError(
        f"unsupported operand type(s) for divmod(): '{type(left).__name__}' and '{type(right).__name__}'")


def _pow(base, exp, mod=None):
    if mod is None:
        return base ** exp
    method = _type_lookup(_class_of(base), '__pow__')
    if method is not None:
        result = method(base, exp, mod)
        if result is not NotImplemented:
            return result
    if isinstance(base, float) or isinstance(exp, float):
        raise TypeError('pow() 3rd argument not allowed unless all arguments are integers')
    raise TypeError(
        f"unsupported operand type(s) for ** or pow(): '{type(base).__name__}', '{type(exp).__name__}', '{type(mod).__name__}'")


def _round(number, ndigits=None):
    return round(number) if ndigits is None else round(number, _index(ndigits))


def _bool(cls, value=False):
    return True if value else False


def _float(value):
    cls = _class_of(value)
    method = _type_lookup(cls, '__float__')
    if method is not None:
        found = method(value)
        if not isinstance(found, float):
            raise TypeError(f'{cls.__name__}.__float__ returned non-float (type {type(found).__name__})')
        return found
    if _type_lookup(cls, '__index__') is None:
        raise TypeError(f'must be real number, not {cls.__name__}')
    return float(_index(value))


def _new_complex(cls, real=0, *imag):
    method = _type_lookup(_class_of(real), '__complex__')
    if method is not None and not isinstance(real, complex):
        found = method(real)
        if not isinstance(found, complex):
            raise TypeError(f'__complex__ returned non-complex (type {type(found).__name__})')
        real = found
    parts = [part if isinstance(part, (int, float, complex)) else float(part) for part in (real, *imag)]
    return complex.__new__(cls, *parts)
