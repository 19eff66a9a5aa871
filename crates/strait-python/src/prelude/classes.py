# How classes are made, and called.


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


def _abstract_error(cls):
    names = "', '".join(sorted(cls.__abstractmethods__))
    plural = '' if len(cls.__abstractmethods__) == 1 else 's'
    raise TypeError(
        f"Can't instantiate abstract class {cls.__name__} without an implementation for abstract method{plural} '{names}'")
