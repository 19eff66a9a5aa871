"""Names of the types that the language itself makes, and helpers to make classes."""
# new_class, resolve_bases and prepare_class follow CPython's types.py (see VENDORED.md).

import _namespace
from _traceback import FrameType, TracebackType


def _function():
    pass


FunctionType = type(_function)
LambdaType = type(lambda: None)
MappingProxyType = type(type.__dict__)


def _generator():
    yield


GeneratorType = type(_generator())


async def _coroutine():
    pass


_made = _coroutine()
CoroutineType = type(_made)
_made.close()


async def _async_generator():
    yield


AsyncGeneratorType = type(_async_generator())


class _Class:
    __slots__ = ('_member',)

    def _method(self):
        pass


def _cell():
    value = None
    return lambda: value


CodeType = type(_function.__code__)
CellType = type(_cell().__closure__[0])
MethodType = type(_Class()._method)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
GetSetDescriptorType = type(FunctionType.__dict__['__code__'])
MemberDescriptorType = type(_Class._member)
ModuleType = type(__builtins__) if not isinstance(__builtins__, dict) else type(__import__('sys'))
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)

del _made, _Class, _cell, _function, _generator, _coroutine, _async_generator


class SimpleNamespace:
    """An object whose attributes are its keyword arguments."""

    __init__ = _namespace.__init__

    def __repr__(self):
        cls = type(self)
        name = 'namespace' if cls is SimpleNamespace else cls.__name__
        if id(self) in _shown:
            return f'{name}(...)'
        _shown.add(id(self))
        try:
            items = [f'{key}={value!r}' for key, value in self.__dict__.items() if key]
        finally:
            _shown.discard(id(self))
        return f'{name}({", ".join(items)})'

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __reduce__(self):
        return type(self), (), self.__dict__


SimpleNamespace.__name__ = 'types.SimpleNamespace'
_shown = set()


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class with the metaclass that its bases call for."""
    resolved_bases = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved_bases, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved_bases is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved_bases, namespace, **kwds)


def resolve_bases(bases):
    """Replace each base that has `__mro_entries__` by what that method returns."""
    resolved = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, '__mro_entries__'):
            resolved.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        resolved.extend(entries)
        changed = True
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, its prepared namespace, and the keywords without `metaclass`."""
    kwds = dict(kwds) if kwds is not None else {}
    if 'metaclass' in kwds:
        meta = kwds.pop('metaclass')
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _most_derived(meta, bases)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, '__prepare__') else {}
    return meta, namespace, kwds


def _most_derived(meta, bases):
    for base in bases:
        base_meta = type(base)
        if issubclass(meta, base_meta):
            continue
        if not issubclass(base_meta, meta):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass '
                            'of the metaclasses of all its bases')
        meta = base_meta
    return meta


def get_original_bases(cls, /):
    """The bases as written, before `__mro_entries__` changed them."""
    try:
        return cls.__dict__.get('__orig_bases__', cls.__bases__)
    except AttributeError:
        raise TypeError(f'Expected an instance of type, not {type(cls).__name__!r}') from None


class DynamicClassAttribute:
    """A property of instances that, looked up on the class, gives way to the metaclass."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or fget.__doc__
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _copy(self, fget, fset, fdel, doc):
        copy = type(self)(fget, fset, fdel, doc)
        copy.overwrite_doc = self.overwrite_doc
        return copy

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        return self._copy(fget, self.fset, self.fdel, doc or self.__doc__)

    def setter(self, fset):
        return self._copy(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return self._copy(self.fget, self.fset, fdel, self.__doc__)


class _AwaitableGenerator:
    """A generator that can stand after `await`."""

    def __init__(self, generator):
        self._generator = generator
        self.__name__ = getattr(generator, '__name__', None)
        self.__qualname__ = getattr(generator, '__qualname__', None)

    def send(self, value):
        return self._generator.send(value)

    def throw(self, *error):
        return self._generator.throw(*error)

    def close(self):
        return self._generator.close()

    def __next__(self):
        return next(self._generator)

    def __iter__(self):
        return self._generator

    __await__ = __iter__


def coroutine(func):
    """Make what a generator function returns awaitable."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    flags = getattr(getattr(func, '__code__', None), 'co_flags', 0)
    if flags & 0x180:   # CO_COROUTINE | CO_ITERABLE_COROUTINE
        return func

    import functools
    from collections.abc import Coroutine, Generator

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if isinstance(result, Generator) and not isinstance(result, Coroutine):
            return _AwaitableGenerator(result)
        return result

    return wrapped


__all__ = [name for name in globals() if name[:1] != '_']
