# Comparison and hashes of what holds a script's objects.


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
