"""Weak references, as far as their use can be seen: here they keep their objects alive.

Nothing is ever cleared behind a program's back, so no callback is called and containers keep what is put into them.
"""

import types
from collections import UserDict

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize']

# Types that CPython makes no weak references to.
_REFUSED = frozenset((int, float, complex, bool, str, bytes, tuple, list, dict, type(None), type(Ellipsis), range,
                      slice, object))


def _check(obj):
    if type(obj) in _REFUSED:
        raise TypeError(f"cannot create weak reference to '{type(obj).__name__}' object")


class ref:
    """A reference; called, it returns the object."""

    __slots__ = ('_object', '__callback__')

    def __init__(self, object, callback=None, /):
        _check(object)
        self._object = object
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return self._object == other._object

    def __hash__(self):
        return hash(self._object)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        target = self._object
        return f'<weakref at {id(self):#x}; to {type(target).__name__!r} at {id(target):#x}>'

    __class_getitem__ = classmethod(types.GenericAlias)


ReferenceType = KeyedRef = ref


class WeakMethod(ref):
    """A reference to a bound method."""

    __slots__ = ()

    def __init__(self, meth, callback=None):
        if not hasattr(meth, '__self__') or not hasattr(meth, '__func__'):
            raise TypeError(f'argument should be a bound method, not {type(meth)}')
        super().__init__(meth, callback)


class ProxyType:
    """Stands for an object."""

    __slots__ = ('_object',)

    def __init__(self, object):
        _set_attribute(self, '_object', object)

    def __getattribute__(self, name):
        return getattr(_get_attribute(self, '_object'), name)

    def __setattr__(self, name, value):
        setattr(_get_attribute(self, '_object'), name, value)

    def __delattr__(self, name):
        delattr(_get_attribute(self, '_object'), name)

    def __str__(self):
        return str(_get_attribute(self, '_object'))

    def __repr__(self):
        target = _get_attribute(self, '_object')
        return f'<weakproxy at {id(self):#x} to {type(target).__name__} at {id(target):#x}>'

    __hash__ = None


class CallableProxyType(ProxyType):
    """Stands for an object that can be called."""

    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _get_attribute(self, '_object')(*args, **kwargs)


_get_attribute = object.__getattribute__
_set_attribute = object.__setattr__
ProxyTypes = (ProxyType, CallableProxyType)


def _pass_on(name):
    import operator
    function = getattr(operator, name, None)
    if function is not None:
        def method(self, *args):
            return function(_get_attribute(self, '_object'), *args)
    else:
        def method(self, *args):
            target = _get_attribute(self, '_object')
            return getattr(type(target), name)(target, *args)
    setattr(ProxyType, name, method)


for _name in ('__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__', '__len__', '__bool__', '__iter__',
              '__next__', '__getitem__', '__setitem__', '__delitem__', '__contains__', '__add__', '__sub__',
              '__mul__', '__truediv__', '__floordiv__', '__mod__', '__pow__', '__and__', '__or__', '__xor__',
              '__neg__', '__pos__', '__abs__', '__invert__', '__int__', '__float__', '__index__', '__enter__',
              '__exit__'):
    _pass_on(_name)
ProxyType.__bool__ = lambda self: bool(_get_attribute(self, '_object'))
del _name


def proxy(object, callback=None, /):
    """Something that stands for the object."""
    _check(object)
    return CallableProxyType(object) if callable(object) else ProxyType(object)


def getweakrefcount(object):
    return 0


def getweakrefs(object):
    return []


class _Dictionary(UserDict):
    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def __copy__(self):
        return type(self)(self.data)

    copy = __copy__

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new


class WeakKeyDictionary(_Dictionary):
    """A mapping for what belongs to other objects."""

    def __setitem__(self, key, item):
        _check(key)
        self.data[key] = item

    def keyrefs(self):
        return [ref(key) for key in self.data]


class WeakValueDictionary(_Dictionary):
    """A mapping to objects, such as a cache."""

    def __setitem__(self, key, item):
        _check(item)
        self.data[key] = item

    def valuerefs(self):
        return [ref(value) for value in self.data.values()]

    def itervaluerefs(self):
        return iter(self.valuerefs())


class WeakSet(set):
    """A set of objects."""

    def add(self, item):
        _check(item)
        super().add(item)


class finalize:
    """Calls a function once, when it is called itself; the object never goes away before."""

    def __init__(self, obj, func, /, *args, **kwargs):
        self._parts = (obj, func, args, kwargs)
        self.atexit = True

    def __call__(self, _=None):
        parts = self.detach()
        if parts:
            _, func, args, kwargs = parts
            return func(*args, **kwargs)

    def detach(self):
        parts, self._parts = self._parts, None
        return parts

    def peek(self):
        return self._parts

    @property
    def alive(self):
        return self._parts is not None

    def __repr__(self):
        if self._parts is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'
        obj = self._parts[0]
        return f'<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>'
