# Bytes made of a script's objects.


def _new_bytes(cls, function, *arguments):
    return cls(_checked_bytes(function(*arguments)))


def _init_bytearray(target, function, *arguments):
    bytearray.__init__(target, _checked_bytes(function(*arguments)))


def _checked_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f'__bytes__ returned non-bytes (type {type(value).__name__})')
    return value


def _bytes_of_items(cls, source, *rest):
    return bytes.__new__(cls, [_index(item) for item in source])


def _bytearray_of_items(target, source, *rest):
    bytearray.__init__(target, [_index(item) for item in source])


def _bytearray_extend(target, source):
    target.extend([_index(item) for item in source])


def _contains_byte(container, item):
    return _index(item) in container


def _set_bytes_slice(target, key, value):
    target[key] = bytearray(value)
