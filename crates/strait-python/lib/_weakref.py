"""References that keep nothing alive."""

import _gc
from gc import _now, run_callbacks

# Types that CPython makes no weak references to.
_REFUSED = frozenset((int, float, complex, bool, str, bytes, bytearray, tuple, list, dict, type(None), type(Ellipsis),
                      type(NotImplemented), range, slice, object, type(iter([])), type({}.keys()), type(zip()),
                      BaseException))


def _is_refused(cls):
    if cls in _REFUSED:
        return True
    if issubclass(cls, (tuple, int)) and '__slots__' in cls.__dict__:
        return True
    return _has_only_slots(cls)


def _has_only_slots(cls):
    # There is no place for the list of references then.
    if not any('__slots__' in base.__dict__ for base in cls.__mro__):
        return False
    return not any('__weakref__' in base.__dict__ for base in cls.__mro__)


class ref:
    __slots__ = ('_cell', '_hash', '__callback__')

    def __new__(cls, object, callback=None, /, *args, **kwargs):
        if _is_refused(type(object)):
            raise TypeError(f"cannot create weak reference to '{type(object).__name__}' object")
        if callback is None and cls is ref:
            for holder in _gc.holders(object):
                if type(holder) is ref and holder.__callback__ is None:
                    return holder
        self = super().__new__(cls)
        self.__callback__ = callback
        self._cell = _gc.cell(object, self)
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        if _gc.touch():
            _now()
            run_callbacks()
        return _gc.get(self._cell)

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        mine, others = _gc.get(self._cell), _gc.get(other._cell)
        if _gc.is_dead(self._cell) or _gc.is_dead(other._cell):
            return self is other
        return mine == others

    def __ne__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return not self == other

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            pass
        if _gc.is_dead(self._cell):
            raise TypeError('weak object has gone away')
        self._hash = hash(_gc.get(self._cell))
        return self._hash

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        if _gc.is_dead(self._cell):
            return f'<weakref at {id(self):#x}; dead>'
        target = _gc.get(self._cell)
        name = getattr(target, '__name__', None)
        shown = f' ({name})' if isinstance(name, str) else ''
        return f'<weakref at {id(self):#x}; to {type(target).__name__!r} at {id(target):#x}{shown}>'

    __class_getitem__ = classmethod(type(list[int]))


ref.__name__ = 'weakref.ReferenceType'
ref.__qualname__ = 'ReferenceType'
ref.__module__ = 'weakref'
ReferenceType = ref


def getweakrefcount(object, /):
    return len(getweakrefs(object))


def getweakrefs(object, /):
    return [holder for holder in _gc.holders(object)]


def _remove_dead_weakref(dct, key, /):
    try:
        reference = dct[key]
    except KeyError:
        return
    if reference() is None:
        del dct[key]


class ProxyType:
    __slots__ = ('_cell', '__callback__', '__weakref__')

    def __new__(cls, object, callback=None, /):
        if _is_refused(type(object)):
            raise TypeError(f"cannot create weak reference to '{type(object).__name__}' object")
        if cls is ProxyType and callable(object):
            cls = CallableProxyType
        self = _new(cls)
        _set_attribute(self, '__callback__', callback)
        _set_attribute(self, '_cell', _gc.cell(object, self))
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __str__(self):
        return str(_target(self))

    def __repr__(self):
        cell = _get_attribute(self, '_cell')
        if _gc.is_dead(cell):
            return f'<weakproxy at {id(self):#x} to NoneType at {id(None):#x}>'
        target = _gc.get(cell)
        return f'<weakproxy at {id(self):#x} to {type(target).__name__} at {id(target):#x}>'

    def __bool__(self):
        return bool(_target(self))

    __hash__ = None


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


_new = object.__new__
_get_attribute = object.__getattribute__
_set_attribute = object.__setattr__
proxy = ProxyType


def _target(self):
    if _gc.touch():
        _now()
        run_callbacks()
    cell = _get_attribute(self, '_cell')
    if _gc.is_dead(cell):
        raise ReferenceError('weakly-referenced object no longer exists')
    return _gc.get(cell)


def _pass_on(name):
    import operator
    function = getattr(operator, name, None)
    if function is not None:
        def method(self, *args):
            return function(_target(self), *args)
    else:
        def method(self, *args):
            target = _target(self)
            return getattr(type(target), name)(target, *args)
    method.__name__ = name
    setattr(ProxyType, name, method)


for _name in ('__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__', '__len__', '__iter__', '__next__',
              '__getitem__', '__setitem__', '__delitem__', '__contains__', '__add__', '__sub__', '__mul__',
              '__truediv__', '__floordiv__', '__mod__', '__pow__', '__and__', '__or__', '__xor__', '__neg__',
              '__pos__', '__abs__', '__invert__', '__int__', '__float__', '__index__', '__enter__', '__exit__'):
    _pass_on(_name)
ProxyType.__name__, CallableProxyType.__name__ = 'weakref.ProxyType', 'weakref.CallableProxyType'
ProxyType.__module__ = CallableProxyType.__module__ = 'weakref'
del _name
