# Sets with members of a script's classes.


def _set_update(target, source):
    for item in source:
        target.add(item)


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
