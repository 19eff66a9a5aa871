# The library's hidden functions: what native functions leave to ordinary Python, because it may call a script's code.
# A name that begins with an underscore is found only by the engine; the others become built-in names.


# --- calls and iteration ---------------------------------------------------------------------------------------------

def _drain(iterable):
    return [item for item in iterable]


def _filter_next(function, inner):
    for item in inner:
        if function(item):
            return item
    raise StopIteration


def _filter_from(item, inner):
    if item:
        return item
    for item in inner:
        if item:
            return item
    raise StopIteration


def _next(iterator, *default):
    cls = _class_of(iterator)
    method = _type_lookup(cls, '__next__')
    if method is None:
        raise TypeError(f"'{cls.__name__}' object is not an iterator")
    if not default:
        if cls in _native_iterators:
            return _iterator_next(iterator)
        return method(iterator)
    try:
        if cls in _native_iterators:
            return _iterator_next(iterator)
        return method(iterator)
    except StopIteration:
        return default[0]


def _iterator_next(iterator):
    kind, *parts = _iterator_parts(iterator)
    if kind == 'map':
        function, *inner = parts
        return function(*[next(each) for each in inner])
    if kind == 'filter':
        function, inner = parts
        while True:
            item = next(inner)
            if item if function is None or function is bool else function(item):
                return item
    if kind == 'enumerate':
        inner, count = parts
        return count, next(inner)
    if kind == 'until':
        function, sentinel = parts
        item = function()
        if item == sentinel:
            raise StopIteration
        return item
    if kind == 'zip':
        return _zip_next(*parts)
    if kind == 'sequence':
        object, place = parts
        try:
            return object[place]
        except IndexError:
            raise StopIteration from None
    if kind == 'reversed':
        object, place = parts
        if place <= 0:
            raise StopIteration
        return object[place - 1]
    raise StopIteration


def _zip_next(strict, *inner):
    if not inner:
        raise StopIteration
    items = []
    for place, each in enumerate(inner):
        try:
            _append(items, next(each))
        except StopIteration:
            if strict:
                _check_zip(place, inner)
            raise StopIteration from None
    return tuple(items)


def _check_zip(place, inner):
    plural = ' ' if place == 1 else 's 1-'
    if place:
        raise ValueError(f'zip() argument {place + 1} is shorter than argument{plural}{place}')
    for other in range(1, len(inner)):
        try:
            next(inner[other])
        except StopIteration:
            continue
        plural = ' ' if other == 1 else 's 1-'
        raise ValueError(f'zip() argument {other + 1} is longer than argument{plural}{other}')


_native_iterators = (enumerate, zip, map, filter, reversed, _class_of(iter([])), _class_of(iter(len, 0)))


def _enumerate(cls, iterable, start=0):
    return _iterator_over('enumerate', _index(start), (iter(iterable),))


def _zip(cls, *iterables, strict=False):
    return _iterator_over('zip', True if strict else False, tuple([iter(each) for each in iterables]))


def _map(cls, function, *iterables):
    return _iterator_over('map', function, tuple([iter(each) for each in iterables]))


def _filter(cls, function, iterable):
    return _iterator_over('filter', function, (iter(iterable),))


def _reversed(sequence):
    return (sequence[place] for place in range(len(sequence) - 1, -1, -1))


def _unpack(source, before, after):
    items = []
    if after is not None:
        for item in source:
            _append(items, item)
        return items
    iterator = iter(source)
    for item in iterator:
        _append(items, item)
        if len(items) > before:
            raise ValueError(f'too many values to unpack (expected {before})')
    return items


def _extend(target, source, is_call):
    for item in source:
        _append(target, item)


def _set_update(target, source):
    for item in source:
        target.add(item)


def _dict_update(target, source, callee):
    for key in source.keys():
        if callee is not None:
            if not isinstance(key, str):
                raise TypeError('keywords must be strings')
            if key in target:
                raise TypeError(f"{callee.__name__}() got multiple values for keyword argument '{key}'")
        target[key] = source[key]


def _contains(container, item):
    content = _payload(container)
    if content is container and type(content) in _hashed_classes:
        return _find(content, item)[1] >= 0
    for other in container:
        if other is item or other == item:
            return True
    return False


_hashed_classes = (dict, set, frozenset)


# --- containers of objects with a script's equality ------------------------------------------------------------------

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


def _set_add(target, item):
    found_hash, place = _find(target, item)
    if place < 0:
        _insert(target, found_hash, item, None)


def _build_set(items):
    result = set()
    for item in items:
        _set_add(result, item)
    return result


def _new_set(cls, iterable=(), *args):
    result = cls.__new__(cls) if cls is not set else set()
    for item in iterable:
        _set_add(result, item)
    return result


def _init_set(target, iterable=()):
    content = _payload(target)
    content.clear()
    for item in iterable:
        _set_add(content, item)


def _new_frozenset(cls, iterable=()):
    result = frozenset()
    result = result.copy()
    for item in iterable:
        _set_add(result, item)
    return result if cls is frozenset else _with_class(cls, result)


def _set_contains(target, item):
    return _find(target, item)[1] >= 0


def _set_discard(target, item):
    _, place = _find(target, item)
    if place >= 0:
        _remove(target, place)


def _set_remove(target, item):
    _, place = _find(target, item)
    if place < 0:
        raise KeyError(item)
    _remove(target, place)


def _set_update_many(target, *others):
    for other in others:
        for item in other:
            _set_add(target, item)


def _set_union(target, *others):
    result = target.copy()
    _set_update_many(result, *others)
    return result


def _set_intersection(target, *others):
    kept = list(target)
    for other in others:
        other = _build_set(other)
        kept = [item for item in kept if _set_contains(other, item)]
    return _class_of(target)(kept)


def _set_difference(target, *others):
    kept = list(target)
    for other in others:
        other = _build_set(other)
        kept = [item for item in kept if not _set_contains(other, item)]
    return _class_of(target)(kept)


def _set_symmetric_difference(target, other):
    other = _build_set(other)
    return _class_of(target)(
        [item for item in target if not _set_contains(other, item)]
        + [item for item in other if not _set_contains(target, item)])


def _replace_members(target, members):
    target.clear()
    for item in members:
        _set_add(target, item)


def _set_intersection_update(target, *others):
    _replace_members(target, _set_intersection(target, *others))


def _set_difference_update(target, *others):
    _replace_members(target, _set_difference(target, *others))


def _set_symmetric_update(target, other):
    _replace_members(target, _set_symmetric_difference(target, other))


def _set_issubset(target, other):
    other = _build_set(other)
    return all([_set_contains(other, item) for item in target])


def _set_issuperset(target, other):
    return all([_set_contains(target, item) for item in other])


def _isdisjoint(target, other):
    for item in other:
        if item in target:
            return False
    return True


# --- comparison ------------------------------------------------------------------------------------------------------

def _compare(name, left, right):
    kind = type(left)
    if kind is dict and type(right) is dict:
        return _dict_equal(left, right) is (name == '__eq__')
    if kind in (set, frozenset) and type(right) in (set, frozenset):
        return _compare_sets(name, left, right)
    if kind in _view_classes or type(right) in _view_classes:
        if _is_setlike(left) and _is_setlike(right):
            return _compare_views(name, left, right)
    if kind is slice and type(right) is slice:
        return _compare_sequences(
            name, (left.start, left.stop, left.step), (right.start, right.stop, right.step))
    if kind in (list, tuple) and type(right) is kind:
        return _compare_sequences(name, left, right)
    if name == '__eq__':
        return left is right
    if name == '__ne__':
        return left is not right
    symbol = {'__lt__': '<', '__le__': '<=', '__gt__': '>', '__ge__': '>='}[name]
    raise TypeError(
        f"'{symbol}' not supported between instances of '{type(left).__name__}' and '{type(right).__name__}'")


_view_classes = (_class_of({}.keys()), _class_of({}.items()), _class_of({}.values()))


def _is_setlike(value):
    return isinstance(value, (set, frozenset, _view_classes[0], _view_classes[1]))


def _compare_sequences(name, left, right):
    if name == '__eq__' or name == '__ne__':
        if len(left) != len(right):
            return name == '__ne__'
        for place in range(len(left)):
            if left[place] is not right[place] and not left[place] == right[place]:
                return name == '__ne__'
        return name == '__eq__'
    for place in range(min(len(left), len(right))):
        one, other = left[place], right[place]
        if one is other or one == other:
            continue
        if name == '__lt__':
            return one < other
        if name == '__le__':
            return one <= other
        if name == '__gt__':
            return one > other
        return one >= other
    if name == '__lt__':
        return len(left) < len(right)
    if name == '__le__':
        return len(left) <= len(right)
    if name == '__gt__':
        return len(left) > len(right)
    return len(left) >= len(right)


def _dict_equal(left, right):
    if len(left) != len(right):
        return False
    for key, value in left.items():
        _, place = _find(right, key)
        if place < 0:
            return False
        other = _entry(right, place)
        if other is not value and not other == value:
            return False
    return True


def _compare_views(name, left, right):
    if name == '__gt__' or name == '__ge__':
        left, right = right, left
    sizes = len(left) - len(right)
    if name == '__eq__' or name == '__ne__':
        fits = sizes == 0
    else:
        fits = sizes < 0 if name == '__lt__' or name == '__gt__' else sizes <= 0
    result = fits and all([item in right for item in left])
    return result is not (name == '__ne__')


def _compare_sets(name, left, right):
    if name == '__eq__':
        return len(left) == len(right) and _set_issubset(left, right)
    if name == '__ne__':
        return not (len(left) == len(right) and _set_issubset(left, right))
    if name == '__le__':
        return _set_issubset(left, right)
    if name == '__lt__':
        return len(left) < len(right) and _set_issubset(left, right)
    if name == '__ge__':
        return _set_issubset(right, left)
    return len(right) < len(left) and _set_issubset(right, left)


def _object_ne(left, right):
    result = _type_lookup(_class_of(left), '__eq__')(left, right)
    return result if result is NotImplemented else not result


# --- operators -------------------------------------------------------------------------------------------------------

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


def _merge(target, other):
    _dict_init(target, other)
    return target


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


# --- bytes -----------------------------------------------------------------------------------------------------------

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


def _contains_byte(container, item):
    return _index(item) in container


def _set_bytes_slice(target, key, value):
    target[key] = bytearray(value)


# --- sorting, and functions with a key -------------------------------------------------------------------------------

def _sorted(iterable, keywords):
    items = list(iterable)
    items.sort(**keywords)
    return items


def _list_sort(target, *, key=None, reverse=False):
    values = list(target)
    content = _payload(target)
    # While it is sorted the list looks empty, and must stay so.
    _clear(content)
    try:
        done = _sort_values(values, key, reverse)
    except BaseException:
        _replace_items(content, values)
        raise
    changed = len(content) > 0
    _replace_items(content, done)
    if changed:
        raise ValueError('list modified during sort')


def _sort_values(values, key, reverse):
    keys = values if key is None else [key(value) for value in values]
    done = _sorted_leaf(keys, values, reverse)
    if done is None:
        done = _merge_sort([(keys[place], values[place]) for place in range(len(values))], bool(reverse))
    return done


def _merge_sort(pairs, reverse):
    def sort(pairs):
        if len(pairs) < 2:
            return pairs
        middle = len(pairs) // 2
        left, right = sort(pairs[:middle]), sort(pairs[middle:])
        merged = []
        from_left = from_right = 0
        while from_left < len(left) and from_right < len(right):
            one, other = left[from_left], right[from_right]
            if (one[0] < other[0]) if reverse else (other[0] < one[0]):
                _append(merged, other)
                from_right += 1
            else:
                _append(merged, one)
                from_left += 1
        return merged + left[from_left:] + right[from_right:]
    return [value for _, value in sort(pairs)]


def _extreme(name, args, keywords, greatest):
    key, default = keywords.pop('key', None), keywords.pop('default', _drain)
    for unknown in keywords:
        raise TypeError(f"'{unknown}' is an invalid keyword argument for {name}()")
    if not args:
        raise TypeError(f'{name} expected at least 1 argument, got 0')
    if len(args) > 1:
        if default is not _drain:
            raise TypeError(f'Cannot specify a default for {name}() with multiple positional arguments')
        items = args
    else:
        items = args[0]
    found = False
    for item in items:
        item_key = item if key is None else key(item)
        if not found:
            best, best_key, found = item, item_key, True
        elif (item_key > best_key) if greatest else (item_key < best_key):
            best, best_key = item, item_key
    if found:
        return best
    if default is _drain:
        raise ValueError(f'{name}() iterable argument is empty')
    return default


def _any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def _all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def _sum(iterable, /, start=0):
    total = start
    for item in iterable:
        total = total + item
    return total


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


# --- text ------------------------------------------------------------------------------------------------------------

def _repr(value):
    cls = _class_of(value)
    method = _type_lookup(cls, '__repr__')
    content = _payload(value)
    kind = type(content)
    if kind is list:
        return _repr_items(value, content, '[', ']')
    if kind is tuple:
        return _repr_items(value, content, '(', ',)' if len(content) == 1 else ')')
    if kind is dict:
        return _repr_dict(value, content)
    if kind is set or kind is frozenset:
        if not content:
            return f'{cls.__name__}()'
        if cls is set:
            return _repr_items(value, list(content), '{', '}')
        return cls.__name__ + '(' + _repr_items(value, list(content), '{', '}') + ')'
    if kind in _view_classes:
        return cls.__name__ + '(' + _repr_items(value, list(content), '[', ']') + ')'
    if isinstance(value, BaseException):
        return cls.__name__ + _repr_items(value, value.args, '(', ')')
    if kind is slice:
        return f'slice({content.start!r}, {content.stop!r}, {content.step!r})'
    if kind is _proxy_class:
        return f'mappingproxy({_proxied(content)!r})'
    if kind is _alias_class:
        args = ', '.join([_type_repr(arg) for arg in content.__args__])
        return f"{'*' if content.__unpacked__ else ''}{_type_repr(content.__origin__)}[{args}]"
    if kind is _union_class:
        return ' | '.join(['None' if arg is type(None) else _type_repr(arg) for arg in content.__args__])
    if kind is _method_class and not isinstance(value.__func__, type(len)):
        name = getattr(value.__func__, '__qualname__', None) or getattr(value.__func__, '__name__', '?')
        return f'<bound method {name} of {value.__self__!r}>'
    if kind is staticmethod or kind is classmethod:
        return f'<{kind.__name__}({content.__func__!r})>'
    if isinstance(value, type) or method is not None and not isinstance(method, type(len)):
        return method(value)
    return f'<{cls.__name__} object>'


def _type_repr(value):
    if value is ...:
        return '...'
    if isinstance(value, type) and not isinstance(value, _alias_class):
        return value.__qualname__ if value.__module__ == 'builtins' else f'{value.__module__}.{value.__qualname__}'
    return repr(value)


_method_class = type(_type_repr.__get__(1))

_open = []


def _repr_items(value, items, opening, closing):
    if any([other is value for other in _open]):
        return opening + '...' + closing.lstrip(',')
    _open.append(value)
    try:
        return opening + ', '.join([repr(item) for item in items]) + closing
    finally:
        _open.pop()


def _repr_dict(value, items):
    if any([other is value for other in _open]):
        return '{...}'
    _open.append(value)
    try:
        parts = []
        place = 0
        while (pair := _next_pair(items, place)) is not None:
            place, key, item = pair
            _append(parts, f'{key!r}: {item!r}')
            place += 1
        return '{' + ', '.join(parts) + '}'
    finally:
        _open.pop()


def _ascii(value):
    return _escaped(repr(value))


def _str(value):
    return repr(value)


def _exception_str(value):
    args = value.args
    if not args:
        return ''
    if len(args) == 1:
        return repr(args[0]) if isinstance(value, KeyError) else str(args[0])
    return repr(args)


def _new_str(cls, object='', *rest):
    method = _type_lookup(_class_of(object), '__str__')
    if isinstance(method, _function_class):
        text = method(object)
        if not isinstance(text, str):
            raise TypeError(f'__str__ returned non-string (type {type(text).__name__})')
    elif isinstance(object, BaseException):
        text = _exception_str(object)
    else:
        text = repr(object)
    return text if cls is str else str.__new__(cls, text)


def _format_call(value, spec=''):
    text = _type_lookup(_class_of(value), '__format__')(value, spec)
    if not isinstance(text, str):
        raise TypeError(f'__format__ must return a str, not {type(text).__name__}')
    return text


def _format(value, conversion, spec):
    if conversion == 114:
        value = repr(value)
    elif conversion == 115:
        value = str(value)
    elif conversion == 97:
        value = ascii(value)
    return format(value, spec)


def _print(*values, sep=' ', end='\n', file=None, flush=False):
    sep = ' ' if sep is None else sep
    end = '\n' if end is None else end
    if file is None:
        file = _standard('stdout')
        if file is None:
            return
    for place, value in enumerate(values):
        if place:
            file.write(sep)
        file.write(str(value))
    file.write(end)
    if flush:
        file.flush()


def _standard(name):
    import sys
    return getattr(sys, name, None)


def _input(prompt):
    output = _standard('stdout')
    text = str(prompt)
    if text:
        output.write(text)
        output.flush()
    line = _standard('stdin').readline()
    if not isinstance(line, str):
        raise TypeError('object.readline() returned non-string')
    if not line:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line[-1] == '\n' else line


def _content_hash(content):
    kind = _class_of(content)
    if kind is tuple:
        return hash(tuple([hash(item) for item in content]))
    if kind is slice:
        return hash((content.start, content.stop, content.step))
    return hash(content.__args__) ^ hash(getattr(content, '__origin__', None))


def _hash(value):
    cls = _class_of(value)
    if cls is tuple:
        return hash(tuple([hash(item) for item in value]))
    method = _type_lookup(cls, '__hash__')
    if method is None:
        raise TypeError(f"unhashable type: '{cls.__name__}'")
    return method(value)


# --- ranges beyond 64 bits ---------------------------------------------------------------------------------------------

def _long_range(start, stop=None, step=1):
    if stop is None:
        start, stop = 0, start
    start, stop, step = _index(start), _index(stop), _index(step)
    if step == 0:
        raise ValueError('range() arg 3 must not be zero')
    made = _with_class(_LongRange, range(0))
    made._bounds = start, stop, step
    if step > 0:
        made._count = max((stop - start + step - 1) // step, 0)
    else:
        made._count = max((start - stop - step - 1) // -step, 0)
    return made


def _read_only(self, value):
    raise AttributeError('readonly attribute')


def _long_range_class():
    class range(_range_class):
        start = property(lambda self: self._bounds[0], _read_only)
        stop = property(lambda self: self._bounds[1], _read_only)
        step = property(lambda self: self._bounds[2], _read_only)

        def __len__(self):
            if self._count > 9223372036854775807:
                raise OverflowError('Python int too large to convert to C ssize_t')
            return self._count

        def __bool__(self):
            return self._count > 0

        def __getitem__(self, key):
            start, stop, step = self._bounds
            if isinstance(key, slice):
                first, last, stride = _long_slice(key, self._count)
                return _range_class(start + first * step, start + last * step, step * stride)
            if _type_lookup(_class_of(key), '__index__') is None:
                raise TypeError(f'range indices must be integers or slices, not {_class_of(key).__name__}')
            place = _index(key)
            if place < 0:
                place += self._count
            if place < 0 or place >= self._count:
                raise IndexError('range object index out of range')
            return start + place * step

        def __contains__(self, value):
            if type(value) is not int and type(value) is not bool:
                return _contains(iter(self), value)
            start, stop, step = self._bounds
            inside = start <= value < stop if step > 0 else stop < value <= start
            return inside and (value - start) % step == 0

        def __iter__(self):
            start, stop, step = self._bounds
            return longrange_iterator(start, step, self._count)

        def __reversed__(self):
            start, stop, step = self._bounds
            return longrange_iterator(start + (self._count - 1) * step, -step, self._count)

        def __eq__(self, other):
            if not isinstance(other, _range_class):
                return NotImplemented
            if not isinstance(other, _LongRange):
                other = _long_range(other.start, other.stop, other.step)
            if self._count != other._count or self._count == 0:
                return self._count == other._count
            return self.start == other.start and (self._count == 1 or self.step == other.step)

        def __hash__(self):
            start, stop, step = self._bounds
            if not self._count:
                return hash((0, None, None))
            return hash((self._count, start, None if self._count == 1 else step))

        def __repr__(self):
            start, stop, step = self._bounds
            return f'range({start}, {stop})' if step == 1 else f'range({start}, {stop}, {step})'

        def index(self, value):
            if value not in self:
                raise ValueError(f'{value!r} is not in range')
            start, stop, step = self._bounds
            return (value - start) // step

        def count(self, value):
            return int(value in self)

    class longrange_iterator:
        def __init__(self, next, step, left):
            self._next, self._step, self._left = next, step, left

        def __iter__(self):
            return self

        def __next__(self):
            if not self._left:
                raise StopIteration
            self._left -= 1
            value = self._next
            self._next += self._step
            return value

        def __length_hint__(self):
            return self._left

    return range


def _long_slice(key, length):
    stride = 1 if key.step is None else _index(key.step)
    if stride == 0:
        raise ValueError('slice step cannot be zero')
    lowest, highest = (-1, length - 1) if stride < 0 else (0, length)

    def limit(value, default):
        if value is None:
            return default
        value = _index(value)
        if value < 0:
            value += length
        return min(max(value, lowest), highest)

    first = limit(key.start, highest if stride < 0 else lowest)
    last = limit(key.stop, lowest if stride < 0 else highest)
    return first, last, stride


_range_class = range


# --- attributes and classes ------------------------------------------------------------------------------------------

def _getattribute(obj, name):
    cls = _class_of(obj)
    try:
        return _type_lookup(cls, '__getattribute__')(obj, name)
    except AttributeError:
        method = _type_lookup(cls, '__getattr__')
        if method is None:
            raise
        return method(obj, name)


def _getattr(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def _hasattr(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def _claims(obj, classes):
    try:
        cls = obj.__class__
    except AttributeError:
        return False
    if not isinstance(cls, type) or cls is _class_of(obj):
        return False
    return issubclass(cls, classes)


def _isinstance(obj, classes):
    if type(classes) is _union_class:
        classes = classes.__args__
    if _class_of(obj) is classes:
        return True
    if type(classes) is tuple:
        for each in classes:
            if isinstance(obj, each):
                return True
        return False
    method = _type_lookup(_class_of(classes), '__instancecheck__')
    if method is None:
        raise TypeError('isinstance() arg 2 must be a type, a tuple of types, or a union')
    return True if method(classes, obj) else False


def _issubclass(cls, classes):
    if type(classes) is _union_class:
        classes = classes.__args__
    if type(classes) is tuple:
        for each in classes:
            if issubclass(cls, each):
                return True
        return False
    method = _type_lookup(_class_of(classes), '__subclasscheck__')
    if method is None:
        raise TypeError('issubclass() arg 2 must be a class, a tuple of classes, or a union')
    return True if method(classes, cls) else False


def _load_name(names, module_names, name):
    try:
        return names[name]
    except KeyError:
        pass
    if name in module_names:
        return module_names[name]
    built_in = module_names.get('__builtins__', _builtins())
    if not isinstance(built_in, dict):
        built_in = built_in.__dict__
    if name in built_in:
        return built_in[name]
    raise NameError(f"name '{name}' is not defined", name=name)


def _annotations(names):
    if '__annotations__' not in names:
        names['__annotations__'] = {}
    return names['__annotations__']


def __build_class__(function, name, /, *bases, metaclass=None, **keywords):
    original = bases
    if not all([isinstance(base, type) for base in bases]):
        bases = _resolve_bases(bases)
    if metaclass is None:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _calculate_metaclass(metaclass, bases)
    prepare = getattr(metaclass, '__prepare__', None)
    names = {} if prepare is None else prepare(name, bases, **keywords)
    cell = _run_class_body(function, names)
    if original is not bases:
        names['__orig_bases__'] = original
    cls = metaclass(name, bases, names, **keywords)
    if cell is not None:
        cell.cell_contents = cls
    return cls


def _resolve_bases(bases):
    resolved = []
    for base in bases:
        if isinstance(base, type):
            resolved.append(base)
            continue
        entries = getattr(base, '__mro_entries__', None)
        if entries is None:
            origin = getattr(base, '__origin__', None)
            resolved.append(base if origin is None else origin)
        else:
            resolved.extend(entries(bases))
    return tuple(resolved)


def _calculate_metaclass(metaclass, bases):
    for base in bases:
        other = type(base)
        if issubclass(metaclass, other):
            continue
        if issubclass(other, metaclass):
            metaclass = other
            continue
        raise TypeError(
            'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the '
            'metaclasses of all its bases')
    return metaclass


def _type_new(metaclass, args, keywords):
    if len(args) != 3:
        raise TypeError('type() takes 1 or 3 arguments' if metaclass is type and not keywords else
                        f'type.__new__() takes exactly 3 arguments ({len(args)} given)')
    name, bases, namespace = args
    for place, value, wanted in ((1, name, str), (2, bases, tuple), (3, namespace, dict)):
        if not isinstance(value, wanted):
            raise TypeError(
                f'type.__new__() argument {place} must be {wanted.__name__}, not {type(value).__name__}')
    for base in bases:
        if not isinstance(base, type) and hasattr(base, '__mro_entries__'):
            raise TypeError('type() doesn\'t support MRO entry resolution; use types.new_class()')
    winner = _calculate_metaclass(metaclass, bases)
    if winner is not metaclass:
        method = _type_lookup(winner, '__new__')
        if method is not _type_lookup(type, '__new__'):
            return method(winner, name, bases, namespace, **keywords)
        metaclass = winner
    names = _payload(namespace).copy()
    for special in ('__init_subclass__', '__class_getitem__'):
        if isinstance(names.get(special), _function_class):
            names[special] = classmethod(names[special])
    if isinstance(names.get('__new__'), _function_class):
        names['__new__'] = staticmethod(names['__new__'])
    if '__module__' not in names:
        module = _caller_names()[0].get('__name__')
        if module is not None:
            names['__module__'] = module
    slots = names.get('__slots__', _drain)
    if slots is not _drain and not isinstance(slots, (str, tuple, list, dict)):
        slots = tuple(slots)
    attributes = list(names.items())
    cls = _new_class(metaclass, str(name), bases, names)
    if slots is not _drain:
        _add_slots(cls, slots)
    for attribute, value in attributes:
        method = _type_lookup(_class_of(value), '__set_name__')
        if method is not None:
            try:
                method(value, cls, attribute)
            except Exception as error:
                error.add_note(
                    f'Error calling __set_name__ on {type(value).__name__!r} instance {attribute!r} in {name!r}')
                raise
    super(cls, cls).__init_subclass__(**keywords)
    return cls


_function_class = type(_drain)


def _type_call(cls, args, keywords):
    if cls is type and len(args) == 1 and not keywords:
        return _class_of(args[0])
    result = cls.__new__(cls, *args, **keywords)
    if cls in _class_of(result).__mro__:
        type(result).__init__(result, *args, **keywords)
    return result


def _reduce_ex(value, protocol):
    cls = _class_of(value)
    own = _type_lookup(cls, '__reduce__')
    if own is not _type_lookup(object, '__reduce__'):
        return own(value)
    return _reduce(value)


def _reduce(value):
    cls = _class_of(value)
    if cls in _not_copied:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    copyreg = _import('copyreg', {}, ('__newobj__',), 0)
    method = _type_lookup(cls, '__getnewargs_ex__')
    if method is not None:
        args, keywords = method(value)
        if keywords:
            return copyreg.__newobj_ex__, (cls, args, keywords), value.__getstate__(), None, None
    else:
        method = _type_lookup(cls, '__getnewargs__')
        args = () if method is None else method(value)
    items = iter(value) if isinstance(value, list) else None
    pairs = iter(value.items()) if isinstance(value, dict) else None
    return copyreg.__newobj__, (cls, *args), value.__getstate__(), items, pairs


def _getstate(value):
    state = getattr(value, '__dict__', None) or None
    slots = {}
    for base in _class_of(value).__mro__:
        names = base.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__') and base.__name__.strip('_'):
                name = f'_{base.__name__.lstrip("_")}{name}'
            found = getattr(value, name, _missing)
            if found is not _missing:
                slots[name] = found
    return (state, slots) if slots else state


def _exception_reduce(error):
    names = error.__dict__
    return (_class_of(error), error.args, names) if names else (_class_of(error), error.args)


_not_copied = (type(_drain.__globals__.get), type((each for each in ())), type({}.keys()), type({}.items()), type({}.values()))


def _abstract_error(cls):
    names = "', '".join(sorted(cls.__abstractmethods__))
    plural = '' if len(cls.__abstractmethods__) == 1 else 's'
    raise TypeError(
        f"Can't instantiate abstract class {cls.__name__} without an implementation for abstract method{plural} '{names}'")


# --- classes with arguments ------------------------------------------------------------------------------------------

def _alias_parameters(alias):
    found = []
    for arg in alias.__args__:
        if isinstance(arg, type):
            continue
        if _type_lookup(_class_of(arg), '__typing_subst__') is not None:
            candidates = (arg,)
        else:
            candidates = getattr(arg, '__parameters__', ())
        for candidate in candidates if isinstance(candidates, tuple) else ():
            if candidate not in found:
                _append(found, candidate)
    return tuple(found)


def _alias_item(alias, origin, key):
    parameters = alias.__parameters__
    if not parameters:
        raise TypeError(f'{alias!r} is not a generic class')
    keys = key if isinstance(key, tuple) else (key,)
    for parameter in parameters:
        prepare = getattr(parameter, '__typing_prepare_subst__', None)
        if prepare is not None:
            keys = prepare(alias, keys)
    if len(keys) != len(parameters):
        word = 'many' if len(keys) > len(parameters) else 'few'
        raise TypeError(f'Too {word} arguments for {alias!r}; actual {len(keys)}, expected {len(parameters)}')
    args = []
    for arg in alias.__args__:
        if isinstance(arg, type):
            _append(args, arg)
            continue
        substitute = getattr(arg, '__typing_subst__', None)
        if substitute is not None:
            _append(args, substitute(keys[parameters.index(arg)]))
            continue
        inner = getattr(arg, '__parameters__', ())
        if inner and isinstance(inner, tuple):
            arg = arg[tuple([keys[parameters.index(each)] for each in inner])]
        _append(args, arg)
    if isinstance(alias, _union_class):
        result = args[0]
        for arg in args[1:]:
            result = result | arg
        return result
    return _alias_class(origin, tuple(args))


def _alias_reduce(alias):
    return _alias_class, (alias.__origin__, alias.__args__)


_alias_class = type(list[int])
_union_class = type(int | str)


# --- exceptions ------------------------------------------------------------------------------------------------------

def _split_group(error, types):
    for each in types if isinstance(types, tuple) else (types,):
        if not isinstance(each, type) or not issubclass(each, BaseException):
            raise TypeError('catching classes that do not inherit from BaseException is not allowed')
        if issubclass(each, BaseExceptionGroup):
            raise TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
    if error is None:
        return None, None
    if isinstance(error, BaseExceptionGroup):
        return error.split(types)
    if isinstance(error, types):
        return ExceptionGroup('', (error,)), None
    return None, error


def _end_groups(original, rest, raised):
    errors = raised if rest is None else raised + [rest]
    if not errors:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return errors[0]
    own = []
    _collect_leaves(original, own)
    new, again = [], []
    for error in errors:
        leaves = []
        _collect_leaves(error, leaves)
        is_part = isinstance(error, BaseExceptionGroup) and error.message == original.message
        if is_part and all([any([leaf is each for each in own]) for leaf in leaves]):
            again.extend(leaves)
        else:
            _append(new, error)
    kept = _group_divide(original, lambda error: any([error is leaf for leaf in again]), False)[0] if again else None
    if not new:
        return kept
    if kept is not None:
        _append(new, kept)
    return new[0] if len(new) == 1 else BaseExceptionGroup('', new)


def _collect_leaves(error, leaves):
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            _collect_leaves(inner, leaves)
    else:
        _append(leaves, error)


def _group_new(cls, *args):
    if len(args) != 2:
        raise TypeError(f'BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(args)} given)')
    message, exceptions = args
    if not isinstance(message, str):
        raise TypeError(
            f'BaseExceptionGroup.__new__() argument 1 must be str, not {type(message).__name__}')
    if not hasattr(type(exceptions), '__getitem__') or isinstance(exceptions, (dict, type)):
        raise TypeError('second argument (exceptions) must be a sequence')
    members = tuple(exceptions)
    if not members:
        raise ValueError('second argument (exceptions) must be a non-empty sequence')
    for place, error in enumerate(members):
        if not isinstance(error, BaseException):
            raise ValueError(f'Item {place} of second argument (exceptions) is not an exception')
    if cls is BaseExceptionGroup:
        if all([isinstance(error, Exception) for error in members]):
            cls = ExceptionGroup
    elif cls is ExceptionGroup or issubclass(cls, Exception):
        for error in members:
            if not isinstance(error, Exception):
                if cls is ExceptionGroup:
                    raise TypeError('Cannot nest BaseExceptions in an ExceptionGroup')
                raise TypeError(f"Cannot nest BaseExceptions in '{cls.__name__}'")
    group = _new_exception(cls, message, exceptions)
    _set_group_parts(group, message, members)
    return group


# --- patterns --------------------------------------------------------------------------------------------------------

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


# --- formatting ------------------------------------------------------------------------------------------------------

def _str_format(text, args, keywords):
    return _format_pieces(text, args, keywords, [0], 2)


def _str_format_map(text, mapping):
    return _format_pieces(text, (), mapping, [0], 2)


def _format_pieces(text, args, keywords, automatic, depth):
    if depth <= 0:
        raise ValueError('Max string recursion exceeded')
    out = []
    for literal, name, conversion, spec in _template(text):
        out.append(literal)
        if name is None:
            continue
        value = _format_field(name, args, keywords, automatic)
        if conversion == 'r':
            value = repr(value)
        elif conversion == 's':
            value = str(value)
        elif conversion == 'a':
            value = ascii(value)
        elif conversion is not None:
            if not ' ' < conversion < '\x7f':
                conversion = f'\\x{ord(conversion):x}'
            raise ValueError(f'Unknown conversion specifier {conversion}')
        if '{' in spec:
            spec = _format_pieces(spec, args, keywords, automatic, depth - 1)
        out.append(format(value, spec))
    return ''.join(out)


def _format_field(name, args, keywords, automatic):
    end = len(name)
    for place in range(len(name)):
        if name[place] in '.[':
            end = place
            break
    first, rest = name[:end], name[end:]
    if first == '' or first.isdecimal():
        if first == '':
            if automatic[0] is None:
                raise ValueError('cannot switch from manual field specification to automatic field numbering')
            place = automatic[0]
            automatic[0] += 1
        else:
            if automatic[0]:
                raise ValueError('cannot switch from automatic field numbering to manual field specification')
            automatic[0] = None
            place = int(first)
        if place >= len(args):
            raise IndexError(f'Replacement index {place} out of range for positional args tuple')
        value = args[place]
    else:
        value = keywords[first]
    while rest:
        if rest[0] == '.':
            end = len(rest)
            for place in range(1, len(rest)):
                if rest[place] in '.[':
                    end = place
                    break
            if end == 1:
                raise ValueError('Empty attribute in format string')
            value = getattr(value, rest[1:end])
            rest = rest[end:]
        else:
            end = rest.find(']')
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = rest[1:end]
            if not key:
                raise ValueError('Empty attribute in format string')
            value = value[int(key) if key.isdecimal() else key]
            rest = rest[end + 1:]
            if rest and rest[0] not in '.[':
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


class ExceptionGroup(BaseExceptionGroup, Exception):
    pass


# --- text as code ----------------------------------------------------------------------------------------------------

def _eval(source, globals, locals):
    if isinstance(source, str):
        source = source.lstrip(' \t')
    return _run_text(source, globals, locals, 'eval', _caller_names())


def _exec(source, globals, locals, closure):
    _run_text(source, globals, locals, 'exec', _caller_names())


def _compile(source, filename, mode, flags, dont_inherit, optimize):
    if isinstance(filename, (bytes, bytearray)):
        filename = bytes(filename).decode()
    elif not isinstance(filename, str):
        fspath = getattr(type(filename), '__fspath__', None)
        if fspath is None:
            raise TypeError(f'expected str, bytes or os.PathLike object, not {type(filename).__name__}')
        filename = fspath(filename)
    if mode not in ('exec', 'eval', 'single'):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    text = _text_of(source, 'compile() arg 1 must be a string, bytes or AST object')
    return _compile_text(text, filename, mode, {}).__code__


def _text_of(source, message):
    if isinstance(source, str):
        return source
    if isinstance(source, (bytes, bytearray, memoryview)):
        try:
            return bytes(source).decode()
        except UnicodeDecodeError as error:
            raise SyntaxError(f'(unicode error) {error}') from None
    raise TypeError(message)


def _run_text(source, module_names, names, mode, caller):
    if module_names is None:
        module_names, caller_names = caller
        if names is None:
            names = caller_names
    elif not isinstance(module_names, dict):
        if mode == 'exec':
            raise TypeError(f'exec() globals must be a dict, not {type(module_names).__name__}')
        if hasattr(type(module_names), '__getitem__'):
            raise TypeError('globals must be a real dict; try eval(code, {}, mapping)')
        raise TypeError('globals must be a dict')
    if names is None:
        names = module_names
    elif not hasattr(type(names), '__getitem__'):
        if mode == 'exec':
            raise TypeError(f'locals must be a mapping or None, not {type(names).__name__}')
        raise TypeError('locals must be a mapping')
    if '__builtins__' not in module_names and module_names is not caller[0]:
        module_names['__builtins__'] = _builtins()
    if isinstance(source, _code_class):
        if source.co_freevars:
            raise TypeError(f'code object passed to {mode}() may not contain free variables')
        function = _with_globals(source, module_names)
    else:
        message = f'{mode}() arg 1 must be a string, bytes or code object'
        function = _compile_text(_text_of(source, message), '<string>', mode, module_names)
    return _run_class_body(function, names)


def _display(value):
    _import('sys', {}, ('displayhook',), 0).displayhook(value)


_code_class = type(_drain.__code__)


# --- type parameters -------------------------------------------------------------------------------------------------

def _typevars():
    return _import('_typevars', {}, ('TypeVar',), 0), _caller_names()[0].get('__name__')


def _type_var(name, bound):
    library, module = _typevars()
    return library.make_typevar(name, module, bound)


def _constrained_type_var(name, constraints):
    library, module = _typevars()
    return library.make_typevar(name, module, None, constraints)


def _type_var_tuple(name, _):
    library, module = _typevars()
    return library.make_typevartuple(name, module)


def _param_spec(name, _):
    library, module = _typevars()
    return library.make_paramspec(name, module)


def _type_alias(name, evaluate, parameters):
    library, module = _typevars()
    return library.make_type_alias(name, module, parameters, evaluate)


def _generic_base(parameters):
    return _typevars()[0].subscript_generic(parameters)


def _report(error):
    return _import('traceback', {}, ('_report',), 0)._report(error)


def _exit(code=None):
    raise SystemExit(code)


exit = quit = _exit


def _dir(*objects):
    if not objects:
        return sorted(_caller_names()[1])
    names = _type_lookup(_class_of(objects[0]), '__dir__')(objects[0])
    return sorted(names)


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


def _prod(iterable, start=1):
    for item in iterable:
        start = start * item
    return start


# --- regular expressions ---------------------------------------------------------------------------------------------

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


# --- text, continued -------------------------------------------------------------------------------------------------

def _percent_bytes(template, values):
    """Each conversion is done by the operator of strings, on bytes that stand as characters."""
    text = template.decode('latin-1')
    arguments = values if isinstance(values, tuple) else (values,)
    is_mapping = not isinstance(values, (tuple, str, bytes, bytearray)) and hasattr(type(values), '__getitem__')
    used = 0

    def argument():
        nonlocal used
        if used >= len(arguments):
            raise TypeError('not enough arguments for format string')
        used += 1
        return arguments[used - 1]

    out = []
    place = 0
    while True:
        start = text.find('%', place)
        if start < 0:
            out.append(text[place:])
            break
        out.append(text[place:start])
        place = start + 1
        key = None
        if text[place:place + 1] == '(':
            if not is_mapping:
                raise TypeError('format requires a mapping')
            depth, end = 1, place + 1
            while depth:
                if end >= len(text):
                    raise ValueError('incomplete format key')
                depth += {'(': 1, ')': -1}.get(text[end], 0)
                end += 1
            key = text[place + 1:end - 1]
            place = end
        numbers = []
        begin = place
        while place < len(text) and text[place] in '-+ #0123456789.*':
            if text[place] == '*':
                number = argument()
                if not isinstance(number, int):
                    raise TypeError('* wants int')
                numbers.append(number)
            place += 1
        options = text[begin:place]
        while text[place:place + 1] in ('h', 'l', 'L'):
            place += 1
        if place >= len(text):
            raise ValueError('incomplete format')
        code = text[place]
        place += 1
        if code == '%':
            out.append('%')
            continue
        if key is None:
            value = argument()
        else:
            value = values[key.encode('latin-1')]
            arguments, used = (value,), 1
        if code in 'sb':
            code, value = 's', _bytes_for_percent(value)
        elif code in 'ra':
            code, value = 's', ascii(value)
        elif code == 'c':
            if isinstance(value, (bytes, bytearray)) and len(value) == 1:
                value = value[0]
            elif not isinstance(value, int):
                raise TypeError('%c requires an integer in range(256) or a single byte')
            if not 0 <= value <= 255:
                raise OverflowError('%c arg not in range(256)')
            value = chr(value)
        elif code in 'eEfFgG':
            if not hasattr(type(value), '__float__') and not hasattr(type(value), '__index__'):
                raise TypeError(f'float argument required, not {type(value).__name__}')
        elif code not in 'diuxXo':
            raise ValueError(f"unsupported format character '{code}' (0x{ord(code):x}) at index {place - 1}")
        out.append(f'%{options}{code}' % (*numbers, value))
    if used < len(arguments) and not is_mapping:
        raise TypeError('not all arguments converted during bytes formatting')
    return type(template)(''.join(out).encode('latin-1'))


def _bytes_for_percent(value):
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode('latin-1')
    method = _type_lookup(_class_of(value), '__bytes__')
    if method is None:
        raise TypeError(
            f"%b requires a bytes-like object, or an object that implements __bytes__, not '{type(value).__name__}'")
    return _checked_bytes(method(value)).decode('latin-1')


def _percent(template, values):
    if not isinstance(template, str):
        return _percent_bytes(template, values)
    is_bytes = False
    text = template.decode('latin-1') if is_bytes else template
    arguments = values if isinstance(values, tuple) else (values,)
    is_mapping = not isinstance(values, (tuple, str, bytes)) and hasattr(type(values), '__getitem__')
    out = []
    used = 0
    place = 0
    while True:
        start = text.find('%', place)
        if start < 0:
            out.append(text[place:])
            break
        out.append(text[place:start])
        place = start + 1
        key = None
        if text[place:place + 1] == '(':
            depth, end = 1, place + 1
            while depth:
                if end >= len(text):
                    raise ValueError('incomplete format key')
                depth += {'(': 1, ')': -1}.get(text[end], 0)
                end += 1
            key = text[place + 1:end - 1]
            place = end
            if not is_mapping:
                raise TypeError('format requires a mapping')
        flags = ''
        while place < len(text) and text[place] in '-+ #0':
            flags += text[place]
            place += 1
        numbers = []
        for which in ('width', 'precision'):
            if which == 'precision':
                if text[place:place + 1] != '.':
                    numbers.append(None)
                    continue
                place += 1
            if text[place:place + 1] == '*':
                if used >= len(arguments):
                    raise TypeError('not enough arguments for format string')
                number = arguments[used]
                if not isinstance(number, int):
                    raise TypeError('* wants int')
                used += 1
                place += 1
                numbers.append(number)
                continue
            end = place
            while end < len(text) and text[end].isdecimal():
                end += 1
            numbers.append(int(text[place:end]) if end > place else (0 if which == 'precision' else None))
            place = end
        width, precision = numbers
        while text[place:place + 1] in ('h', 'l', 'L'):
            place += 1
        if place >= len(text):
            raise ValueError('incomplete format')
        code = text[place]
        place += 1
        if code == '%' and place == start + 2:
            out.append('%')
            continue
        if key is not None:
            value = values[key.encode('latin-1') if is_bytes else key]
        else:
            if used >= len(arguments):
                raise TypeError('not enough arguments for format string')
            value = arguments[used]
            used += 1
        out.append(_percent_one(code, value, flags, width, precision, place - 1, is_bytes))
    if used < len(arguments) and not is_mapping:
        kind = 'bytes' if is_bytes else 'string'
        raise TypeError(f'not all arguments converted during {kind} formatting')
    text = ''.join(out)
    return type(template)(text.encode('latin-1')) if is_bytes else text


def _percent_one(code, value, flags, width, precision, place, is_bytes):
    if width is not None and width < 0:
        flags, width = flags + '-', -width
    spec = ''
    if code in 'sra':
        if is_bytes and code == 's':
            text = bytes(value).decode('latin-1')
        else:
            text = str(value) if code == 's' else repr(value) if code == 'r' else ascii(value)
        if precision is not None:
            text = text[:precision]
    elif code == 'c':
        if isinstance(value, int):
            if not 0 <= value < 0x110000:
                raise OverflowError('%c arg not in range(0x110000)')
            text = chr(value)
        elif isinstance(value, str) and len(value) == 1:
            text = value
        else:
            raise TypeError('%c requires int or char')
    elif code in 'diuxXo':
        if not isinstance(value, int):
            if code in 'diu' and isinstance(value, float):
                value = int(value)
            else:
                method = _type_lookup(_class_of(value), '__index__' if code in 'xXo' else '__int__')
                if method is None:
                    wanted = 'an integer is required' if code in 'xXo' else 'a real number is required'
                    raise TypeError(f'%{code} format: {wanted}, not {type(value).__name__}')
                value = method(value)
        digits = format(abs(value), 'd' if code in 'diu' else code)
        if precision is not None:
            digits = digits.zfill(precision)
        prefix = {'x': '0x', 'X': '0X', 'o': '0o'}.get(code, '') if '#' in flags else ''
        sign = '-' if value < 0 else '+' if '+' in flags else ' ' if ' ' in flags else ''
        if '0' in flags and '-' not in flags and width is not None:
            digits = digits.zfill(width - len(sign) - len(prefix))
        text = sign + prefix + digits
    elif code in 'eEfFgG':
        if not isinstance(value, (int, float)):
            method = _type_lookup(_class_of(value), '__float__')
            if method is None:
                raise TypeError(f'must be real number, not {type(value).__name__}')
            value = method(value)
        sign = '+' if '+' in flags else ' ' if ' ' in flags else ''
        alternate = '#' if '#' in flags else ''
        zero = '0' if '0' in flags and '-' not in flags and width is not None else ''
        size = str(width) if zero else ''
        text = format(float(value), f'{sign}{alternate}{zero}{size}.{6 if precision is None else precision}{code}')
    else:
        raise ValueError(f"unsupported format character '{code}' (0x{ord(code):x}) at index {place}")
    if width is not None and len(text) < width:
        text = text.ljust(width) if '-' in flags else text.rjust(width)
    return text


def _str_translate(text, table):
    out = []
    for character in text:
        try:
            found = table[ord(character)]
        except LookupError:
            out.append(character)
            continue
        if found is None:
            continue
        if isinstance(found, int):
            if not 0 <= found < 0x110000:
                raise ValueError('character mapping must be in range(0x110000)')
            found = chr(found)
        elif not isinstance(found, str):
            raise TypeError('character mapping must return integer, None or str')
        out.append(found)
    return ''.join(out)


def _maketrans(x, *rest):
    if not rest:
        if not isinstance(x, dict):
            raise TypeError('if you give only one argument to maketrans it must be a dict')
        table = {}
        for key, value in x.items():
            if isinstance(key, str):
                if len(key) != 1:
                    raise ValueError('string keys in translate table must be of length 1')
                key = ord(key)
            elif not isinstance(key, int):
                raise TypeError('keys in translate table must be strings or integers')
            table[key] = value
        return table
    y = rest[0]
    for place, argument in enumerate((x, *rest), 1):
        if not isinstance(argument, str):
            what = 'the first maketrans argument must be a string if there is a second argument'
            raise TypeError(what if place == 1 else
                            f'maketrans() argument {place} must be str, not {type(argument).__name__}')
    if len(x) != len(y):
        raise ValueError('the first two maketrans arguments must have equal length')
    table = {ord(one): ord(other) for one, other in zip(x, y)}
    for character in rest[1] if len(rest) > 1 else ():
        table[ord(character)] = None
    return table


# --- exception groups ------------------------------------------------------------------------------------------------

def _group_condition(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException):
        return lambda error: isinstance(error, condition)
    if isinstance(condition, tuple) and all([isinstance(each, type) and issubclass(each, BaseException)
                                             for each in condition]):
        return lambda error: isinstance(error, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError('expected a function, exception type or tuple of exception types')


def _group_split(self, matcher_value, /):
    return _group_divide(self, _group_condition(matcher_value), True)


def _group_subgroup(self, matcher_value, /):
    return _group_divide(self, _group_condition(matcher_value), False)[0]


def _group_divide(self, test, wants_rest):
    if test(self):
        return self, None
    matched, rest = [], []
    for error in self.exceptions:
        if isinstance(error, BaseExceptionGroup):
            inner, other = _group_divide(error, test, wants_rest)
            if inner is not None:
                _append(matched, inner)
            if other is not None:
                _append(rest, other)
        elif test(error):
            _append(matched, error)
        else:
            _append(rest, error)
    return _group_part(self, matched), _group_part(self, rest) if wants_rest else None


def _group_part(self, errors):
    if not errors:
        return None
    made = self.derive(errors)
    if not isinstance(made, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    made.__traceback__ = self.__traceback__
    made.__cause__ = self.__cause__
    made.__context__ = self.__context__
    made.__suppress_context__ = self.__suppress_context__
    notes = getattr(self, '__notes__', None)
    if notes is not None:
        made.__notes__ = list(notes)
    return made


def _group_str(self):
    count = len(self.exceptions)
    return f"{self.message} ({count} sub-exception{'' if count == 1 else 's'})"


_set_group_methods(BaseExceptionGroup, {
    '__new__': staticmethod(_group_new),
    '__str__': _group_str,
    'split': _group_split,
    'subgroup': _group_subgroup,
    'derive': lambda self, excs, /: BaseExceptionGroup(self.message, excs),
    '__class_getitem__': classmethod(lambda cls, item: _alias_class(cls, item)),
})
EnvironmentError = IOError = OSError


def _surrogates_not_allowed(place):
    raise UnicodeEncodeError('utf-8', '', place, place + 1, 'surrogates not allowed')


_LongRange = _long_range_class()
