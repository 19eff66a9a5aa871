# Codecs and error handlers that are Python functions.

_error_handlers = {}


def _library_codec(name):
    if name in ('idna', 'punycode'):
        return _import(f'encodings.{name}', {}, (), 0).getregentry()
    return None


_codec_searches = [_library_codec]


def _handler(errors):
    if errors not in _error_handlers:
        raise LookupError(f"unknown error handler name '{errors}'")
    return _error_handlers[errors]


def _handled(handler, error, length, what):
    result = handler(error)
    if not isinstance(result, tuple) or len(result) != 2 or not isinstance(result[1], int):
        raise TypeError(f'{what} error handler must return ({"str" if what == "decoding" else "str/bytes"}, int) tuple')
    replacement, place = result
    if not isinstance(replacement, (str, bytes)) or what == 'decoding' and not isinstance(replacement, str):
        raise TypeError(f'{what} error handler must return ({"str" if what == "decoding" else "str/bytes"}, int) tuple')
    place = place + length if place < 0 else place
    if not 0 <= place <= length:
        raise IndexError(f'position {result[1]} from error handler out of bounds')
    return replacement, place


def _encode_handled(text, encoding, errors):
    handler = _handler(errors)
    parts = []
    place = 0
    while True:
        part, *trouble = _encode_step(text, encoding, place)
        parts.append(part)
        if not trouble:
            return b''.join(parts)
        name, start, end, reason = trouble
        error = UnicodeEncodeError(name, text, start, end, reason)
        replacement, place = _handled(handler, error, len(text), 'encoding')
        if isinstance(replacement, str):
            # Without a second mark.
            replacement = _encode_step(' ' + replacement, encoding, 1)
            if len(replacement) > 1:
                raise error
            replacement = replacement[0]
        parts.append(replacement)
        if not place:
            return b''.join(parts)


def _decode_handled(data, encoding, errors):
    handler = _handler(errors)
    parts = []
    place = 0
    while True:
        part, *trouble = _decode_step(data, encoding, place)
        parts.append(part)
        if not trouble:
            return ''.join(parts)
        name, start, end, reason = trouble
        error = UnicodeDecodeError(name, bytes(data), start, end, reason)
        replacement, place = _handled(handler, error, len(data), 'decoding')
        parts.append(replacement)
        if place == len(data):
            return ''.join(parts)


def _codec(encoding):
    for search in _codec_searches:
        found = search(encoding.lower().replace('-', '_').replace(' ', '_'))
        if found is not None:
            return found
    raise LookupError(f'unknown encoding: {encoding}')


def _encode_otherwise(text, encoding, errors):
    found = _codec(encoding)[0](text, errors)[0]
    if not isinstance(found, bytes):
        raise TypeError(f"'{encoding}' encoder returned '{type(found).__name__}' instead of 'bytes'; "
                        'use codecs.encode() to encode to arbitrary types')
    return found


def _decode_otherwise(data, encoding, errors):
    found = _codec(encoding)[1](data, errors)[0]
    if not isinstance(found, str):
        raise TypeError(f"'{encoding}' decoder returned '{type(found).__name__}' instead of 'str'; "
                        'use codecs.decode() to decode to arbitrary types')
    return found


def _surrogates_not_allowed(place):
    raise UnicodeEncodeError('utf-8', '', place, place + 1, 'surrogates not allowed')
