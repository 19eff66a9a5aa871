# Twins of functions of the library's modules, and `open`.


def _math_hypot(*coordinates):
    from math import hypot
    return hypot(*[float(each) for each in coordinates])


def _math_dist(p, q):
    from math import dist
    return dist([float(each) for each in p], [float(each) for each in q])


def _math_fsum(seq):
    from math import fsum
    return fsum([float(each) for each in seq])


def _math_sumprod(p, q):
    total = 0
    for one, other in zip(p, q, strict=True):
        total += one * other
    return total


def _prod(iterable, start=1):
    for item in iterable:
        start = start * item
    return start


def _seed_random(generator):
    from os import urandom
    from _random import Random
    Random.seed(generator, int.from_bytes(urandom(2500), 'big'))
    return Random


def _random_random(generator):
    return _seed_random(generator).random(generator)


def _random_bits(generator, k):
    return _seed_random(generator).getrandbits(generator, k)


def _random_state(generator):
    return _seed_random(generator).getstate(generator)


def _random_seed(generator, n=None):
    # A seed of a script's class counts by its hash.
    from _random import Random
    Random.seed(generator, hash(n) & 0xFFFFFFFFFFFFFFFF)


def _plain_number(value):
    if isinstance(value, (int, float, bytes, bytearray)):
        return value
    for name in ('__float__', '__index__'):
        method = _type_lookup(_class_of(value), name)
        if method is not None:
            return method(value)
    return bool(value)


def _struct_pack(*values):
    from _struct import pack
    return pack(*[_plain_number(value) if place else value for place, value in enumerate(values)])


def _struct_pack_into(*values):
    from _struct import pack_into
    return pack_into(*[_plain_number(value) if place > 1 else value for place, value in enumerate(values)])


def _re_sub(pattern, repl, string, count=0):
    return _re_subn(pattern, repl, string, count)[0]


def _re_subn(pattern, repl, string, count=0):
    scanner = pattern.scanner(string)
    most = _index(count) or _MOST
    parts = []
    made = 0
    while True:
        batch = _re_batch(scanner, most - made)
        if not batch:
            break
        for place in range(1, len(batch), 2):
            batch[place] = repl(batch[place])
        made += len(batch) // 2
        parts.extend(batch)
    _append(parts, _re_rest(scanner))
    return _re_join(parts, scanner), made


_MOST = 0x7fff_ffff_ffff


def _re_error(message, pattern, position):
    raise _import('re', {}, ('error',), 0).error(message, pattern, position)


def _re_warn(pattern, messages):
    warn = _import('warnings', {}, ('warn',), 0).warn
    for message in messages:
        warn(message, FutureWarning, 4)
    return pattern


# What opens files, if the host has any: it gets the arguments of `open`.
_opener = []


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    kinds = [letter for letter in mode if letter in 'rwax']
    if len(set(mode)) != len(mode) or any([letter not in 'rwaxbt+' for letter in mode]):
        raise ValueError(f"invalid mode: '{mode}'")
    if len(kinds) != 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    if 'b' in mode and 't' in mode:
        raise ValueError("can't have text and binary mode at once")
    if _opener:
        return _opener[0](file, mode, buffering, encoding, errors, newline)
    raise PermissionError(13, 'Permission denied: scripts have no files here', file)
