# What `copy` and `pickle` ask of objects.


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
