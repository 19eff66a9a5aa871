# Lists, tuples and dicts with members of a script's classes: those are equal when a method says so.

_hashed_classes = (dict, set, frozenset)


def _contains(container, item):
    content = _payload(container)
    if content is container and type(content) in _hashed_classes:
        return _find(content, item)[1] >= 0
    for other in container:
        if other is item or other == item:
            return True
    return False


def _index(value):
    if value is None or type(value) is int:
        return value
    method = _type_lookup(_class_of(value), '__index__')
    if method is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    number = method(value)
    if not isinstance(number, int):
        raise TypeError(f'__index__ returned non-int (type {type(number).__name__})')
    return number


def _range(*bounds):
    return range(*[_index(bound) for bound in bounds])


def _find(container, key):
    found_hash = hash(key)
    place = _place(container, found_hash, key)
    if place >= 0:
        return found_hash, place
    for place, other in _candidates(container, found_hash):
        if other is key or other == key:
            return found_hash, place
    return found_hash, -1


def _getitem(container, key):
    content = _payload(container)
    if type(content) is dict:
        _, place = _find(content, key)
        if place >= 0:
            return _entry(content, place)
        missing = _type_lookup(_class_of(container), '__missing__')
        if missing is not None:
            return missing(container, key)
        raise KeyError(key)
    if type(key) is slice:
        return content[slice(_index(key.start), _index(key.stop), _index(key.step))]
    return content[_index(key)]


def _setitem(container, key, value):
    content = _payload(container)
    if type(content) is dict:
        found_hash, place = _find(content, key)
        if place >= 0:
            _set_entry(content, place, value)
        else:
            _insert(content, found_hash, key, value)
    elif type(key) is slice:
        if type(content) is list:
            value = list(value)
        content[slice(_index(key.start), _index(key.stop), _index(key.step))] = value
    elif type(content) is list:
        content[_index(key)] = value
    else:
        content[_index(key)] = _index(value) if hasattr(value, '__index__') else value


def _delitem(container, key):
    content = _payload(container)
    if type(content) is dict:
        _, place = _find(content, key)
        if place < 0:
            raise KeyError(key)
        _remove(content, place)
    elif type(key) is slice:
        del content[slice(_index(key.start), _index(key.stop), _index(key.step))]
    else:
        del content[_index(key)]


def _dict_contains(container, key):
    return _find(container, key)[1] >= 0


def _dict_get(container, key, default=None):
    _, place = _find(container, key)
    return _entry(container, place) if place >= 0 else default


def _dict_setdefault(container, key, default=None):
    found_hash, place = _find(container, key)
    if place >= 0:
        return _entry(container, place)
    _insert(container, found_hash, key, default)
    return default


def _dict_pop(container, key, *default):
    _, place = _find(container, key)
    if place >= 0:
        return _remove(container, place)
    if default:
        return default[0]
    raise KeyError(key)


def _dict_init(target, other=(), /, **keywords):
    if hasattr(other, 'keys'):
        for key in other.keys():
            _setitem(target, key, other[key])
    else:
        for place, pair in enumerate(other):
            items = list(pair)
            if len(items) != 2:
                raise ValueError(
                    f'dictionary update sequence element #{place} has length {len(items)}; 2 is required')
            _setitem(target, items[0], items[1])
    for key in keywords:
        _setitem(target, key, keywords[key])


def _dict_update(target, source, callee):
    for key in source.keys():
        if callee is not None:
            if not isinstance(key, str):
                raise TypeError('keywords must be strings')
            if key in target:
                raise TypeError(f"{callee.__name__}() got multiple values for keyword argument '{key}'")
        target[key] = source[key]


def _build_dict(items):
    result = {}
    for place in range(0, len(items), 2):
        _setitem(result, items[place], items[place + 1])
    return result


def _fromkeys(cls, iterable, value=None):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


def _merge(target, other):
    _dict_init(target, other)
    return target


def _list_remove(target, value):
    place = 0
    while place < len(target):
        other = target[place]
        if other is value or other == value:
            del target[place]
            return
        place += 1
    raise ValueError('list.remove(x): x not in list')


def _sequence_index(sequence, value, start=0, stop=9223372036854775807):
    content = _payload(sequence)
    length = len(content)
    start, stop = _index(start), _index(stop)
    place = max(start + length, 0) if start < 0 else start
    stop = stop + length if stop < 0 else stop
    while place < stop and place < len(content):
        other = content[place]
        if other is value or other == value:
            return place
        place += 1
    raise ValueError(f'{value!r} is not in list' if type(content) is list else 'tuple.index(x): x not in tuple')


def _sequence_count(sequence, value):
    count = 0
    for other in _payload(sequence):
        if other is value or other == value:
            count += 1
    return count


def _range_index(sequence, value):
    for place, other in enumerate(sequence):
        if other == value:
            return place
    raise ValueError('sequence.index(x): x not in sequence')
