# Iteration: what goes through a script's iterators.


def _drain(iterable):
    return [item for item in iterable]


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


_native_iterators = (enumerate, zip, map, filter, reversed, _class_of(iter([])), _class_of(iter(len, 0)))


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
