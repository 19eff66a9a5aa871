# The patterns of `match`.

_self_matching = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
_missing = object()


def _match_keys(subject, keys):
    if len(subject) < len(keys):
        return None
    values = []
    for key in keys:
        value = subject.get(key, _missing)
        if value is _missing:
            return None
        values.append(value)
    return values


def _match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


def _match_class(subject, cls, count, names):
    if not isinstance(cls, type):
        raise TypeError('called match pattern must be a class')
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        is_own = False
        try:
            positional = cls.__match_args__
        except AttributeError:
            is_own = issubclass(cls, _self_matching)
            positional = ()
        if is_own:
            if count > 1:
                raise TypeError(f'{cls.__name__}() accepts 1 positional sub-pattern ({count} given)')
            values.append(subject)
        else:
            if not isinstance(positional, tuple):
                raise TypeError(f'{cls.__name__}.__match_args__ must be a tuple (got {type(positional).__name__})')
            if len(positional) < count:
                plural = '' if len(positional) == 1 else 's'
                raise TypeError(
                    f'{cls.__name__}() accepts {len(positional)} positional sub-pattern{plural} ({count} given)')
            for name in positional[:count]:
                if name in names:
                    raise TypeError(f'{cls.__name__}() got multiple sub-patterns for attribute {name!r}')
                value = getattr(subject, name, _missing)
                if value is _missing:
                    return None
                values.append(value)
    for name in names:
        value = getattr(subject, name, _missing)
        if value is _missing:
            return None
        values.append(value)
    return values
