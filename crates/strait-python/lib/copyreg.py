"""How objects are taken apart to be copied."""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension', 'clear_extension_cache']

# type -> function that returns the parts of an instance, as `__reduce__` does
dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register how instances of a type are taken apart."""
    if not callable(pickle_function):
        raise TypeError('reduction functions must be callable')
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError('constructors must be callable')


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The names of all slots of a class that hold values, mangled where private."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = base.__name__.lstrip('_')
                if stripped:
                    name = f'_{stripped}{name}'
            names.append(name)
    return names


def _state(obj):
    """What `__setstate__` gets: the `__dict__`, or a pair of it and the values of the slots."""
    own = getattr(type(obj), '__getstate__', None)
    if own is not None and own is not getattr(object, '__getstate__', None):
        return obj.__getstate__()
    state = getattr(obj, '__dict__', None) or None
    slots = {}
    for name in _slotnames(type(obj)):
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


# Types whose value goes to `__new__`, with the method that gives it back plain.
_VALUE_TYPES = ((int, int.__int__), (float, float.__float__), (str, str.__str__), (bytes, bytes.__getitem__),
                (tuple, tuple.__getitem__))


def _new_arguments(obj):
    cls = type(obj)
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = obj.__getnewargs_ex__()
        return args, kwargs
    if hasattr(cls, '__getnewargs__'):
        return obj.__getnewargs__(), None
    for base, method in _VALUE_TYPES:
        if isinstance(obj, base):
            return (method(obj, slice(None)) if base in (bytes, tuple) else method(obj),), None
    return (), None


def _reduce(obj):
    """What `object.__reduce_ex__` returns for an instance of a class: a function, its arguments, state, items."""
    from _collections import defaultdict, deque
    cls = type(obj)
    if cls.__module__ == 'builtins' and not isinstance(obj, BaseException):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    state = _state(obj)
    if isinstance(obj, BaseException):
        return cls, obj.args, state
    if isinstance(obj, (set, frozenset, bytearray)):
        return cls, (list(obj),), state
    if isinstance(obj, deque):
        return cls, ((), obj.maxlen), state, iter(obj)
    if isinstance(obj, defaultdict):
        return cls, (obj.default_factory,), state, None, iter(obj.items())
    args, kwargs = _new_arguments(obj)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, items, pairs
    return __newobj__, (cls, *args), state, items, pairs


def _reduced(obj):
    """The parts of an object by its own methods if it has any, else by `_reduce`."""
    cls = type(obj)
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(obj)
    for name in ('__reduce_ex__', '__reduce__'):
        method = getattr(cls, name, None)
        if method is not None and method is not getattr(object, name, None):
            # A built-in class may have the method of a base class that knows nothing of its items.
            return method(obj, 4) if name == '__reduce_ex__' else method(obj)
    return _reduce(obj)


# Short codes that pickles have for classes: (module, name) -> code, and back; and the classes that were found so.
_extension_registry, _inverted_registry, _extension_cache = {}, {}, {}


def add_extension(module, name, code):
    """Register an extension code."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError('code out of range')
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f'key {key} is already registered with code {_extension_registry[key]}')
    if code in _inverted_registry:
        raise ValueError(f'code {code} is already in use for key {_inverted_registry[code]}')
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Unregister an extension code. For testing only."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f'key {key} is not registered with code {code}')
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
