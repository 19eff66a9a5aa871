"""Tools for functions: caching, wrapping, partial application, dispatch on a type."""
# The dispatch order of singledispatch follows CPython's functools.py (see VENDORED.md).

from abc import get_cache_token
from collections import namedtuple
from types import GenericAlias, MappingProxyType, UnionType
from _functools import cmp_to_key, partial, reduce

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cmp_to_key',
           'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod',
           'cached_property', 'cache']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)

_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make `wrapper` look like `wrapped`, and remember that as `__wrapped__`."""
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """`update_wrapper` as a decorator of the wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# total_ordering: root method -> (derived method, does it negate the root's answer, what the `==` of the operands adds).
_DERIVED = {
    '__lt__': (('__gt__', True, 'and differ'), ('__le__', False, 'or equal'), ('__ge__', True, None)),
    '__le__': (('__ge__', True, 'or equal'), ('__lt__', False, 'and differ'), ('__gt__', True, None)),
    '__gt__': (('__lt__', True, 'and differ'), ('__ge__', False, 'or equal'), ('__le__', True, None)),
    '__ge__': (('__le__', True, 'or equal'), ('__gt__', False, 'and differ'), ('__lt__', True, None)),
}


def _derive_comparison(root, negated, addition):
    # The root is called as a method, not as an operator, which would try the reflected operand and recurse.
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if negated:
            answer = not answer
        if addition == 'and differ':
            return answer and self != other
        if addition == 'or equal':
            return answer or self == other
        return answer
    return compare


def total_ordering(cls):
    """Class decorator that adds the ordering methods missing beside the one that is defined."""
    roots = {name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for name, negated, addition in _DERIVED[root]:
        if name not in roots:
            method = _derive_comparison(root, negated, addition)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


class partialmethod:
    """A method with some arguments given in advance."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        args = ', '.join(map(repr, self.args))
        keywords = ', '.join(f'{key}={value!r}' for key, value in self.keywords.items())
        return f'{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})'

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result

        def method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    __class_getitem__ = classmethod(GenericAlias)


def _unwrap_partial(func):
    while isinstance(func, partial):
        func = func.func
    return func


_CacheInfo = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], module='functools')
_keyword_mark = object()


# Values whose hash and equality no script defines.
_PLAIN = frozenset((int, str, float, bool, bytes, type(None)))


class _HashedSeq(list):
    """Arguments as a key whose hash is computed once."""

    __slots__ = ('hashvalue',)

    def __init__(self, values):
        self[:] = values
        self.hashvalue = hash(values)

    def __hash__(self):
        return self.hashvalue


def _make_key(args, kwds, typed):
    key = args
    if kwds:
        key += (_keyword_mark,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        if kwds:
            key += tuple([type(value) for value in kwds.values()])
    elif len(key) == 1 and (type(key[0]) is int or type(key[0]) is str):
        return key[0]
    for value in args:
        if type(value) not in _PLAIN:
            return _HashedSeq(key)
    for value in kwds.values():
        if type(value) not in _PLAIN:
            return _HashedSeq(key)
    return key


def lru_cache(maxsize=128, typed=False):
    """Decorator that keeps the results of the latest `maxsize` different calls; all of them if None."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    """`lru_cache` without a limit."""
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    if not callable(function):
        raise TypeError('the first argument must be callable')
    if maxsize is None:
        wrapper, state = _unbounded_cache(function, typed)
    else:
        wrapper, state = _bounded_cache(function, maxsize, typed)
    wrapper.cache_info = lambda: _CacheInfo(*state())
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


def _unbounded_cache(function, typed):
    results = {}
    lookup = results.get
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        if not typed and not kwds and len(args) == 1 and (type(args[0]) is int or type(args[0]) is str):
            key = args[0]
        else:
            key = _make_key(args, kwds, typed)
        result = lookup(key, _missing)
        if result is not _missing:
            hits += 1
            return result
        misses += 1
        result = function(*args, **kwds)
        results[key] = result
        return result

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_clear = cache_clear
    return wrapper, lambda: (hits, misses, None, len(results))


def _bounded_cache(function, maxsize, typed):
    # A link is [previous, next, key, result]; the ring starts at the least recently used one, after `root`.
    links = {}
    root = []
    root[:] = [root, root, None, None]
    hits = misses = 0

    def append(link):
        last = root[0]
        last[1] = root[0] = link
        link[0] = last
        link[1] = root

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return function(*args, **kwds)
        key = _make_key(args, kwds, typed)
        link = links.get(key)
        if link is not None:
            hits += 1
            if link[1] is not root:
                link[0][1] = link[1]
                link[1][0] = link[0]
                append(link)
            return link[3]
        misses += 1
        result = function(*args, **kwds)
        # The call may have waited, or called itself: another one may have stored this key since.
        if key not in links:
            if len(links) >= maxsize:
                oldest = root[1]
                root[1] = oldest[1]
                oldest[1][0] = root
                del links[oldest[2]]
            link = links[key] = [None, None, key, result]
            append(link)
        return result

    def cache_clear():
        nonlocal hits, misses
        links.clear()
        root[:] = [root, root, None, None]
        hits = misses = 0

    wrapper.cache_clear = cache_clear
    return wrapper, lambda: (hits, misses, maxsize, len(links))


class cached_property:
    """A property computed at its first use and kept in the instance's `__dict__`."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            stored = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f'instance to cache {self.attrname!r} property.') from None
        value = stored.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                stored[self.attrname] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                                f'does not support item assignment for caching {self.attrname!r} property.') from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


def _c3_merge(sequences):
    result = []
    while True:
        sequences = [sequence for sequence in sequences if sequence]
        if not sequences:
            return result
        for sequence in sequences:
            candidate = sequence[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        result.append(candidate)
        for sequence in sequences:
            if sequence[0] == candidate:
                del sequence[0]


def _c3_mro(cls, abcs=()):
    """The method resolution order of `cls` with each of `abcs` put where its behaviour is introduced."""
    bases = list(cls.__bases__)
    boundary = 0
    for index, base in enumerate(bases):
        if hasattr(base, '__abstractmethods__'):
            boundary = index + 1
    abcs = list(abcs)
    explicit = bases[:boundary]
    other = bases[boundary:]
    abstract = [base for base in abcs if issubclass(cls, base) and not any(issubclass(b, base) for b in bases)]
    for base in abstract:
        abcs.remove(base)
    orders = [_c3_mro(base, abcs) for group in (explicit, abstract, other) for base in group]
    return _c3_merge([[cls]] + orders + [explicit, abstract, other])


def _compose_mro(cls, types):
    """The method resolution order of `cls` with those of `types` that it is a virtual subclass of."""
    bases = set(cls.__mro__)
    types = [kind for kind in types
             if kind not in bases and hasattr(kind, '__mro__') and not isinstance(kind, GenericAlias)
             and issubclass(cls, kind)]
    types = [kind for kind in types if not any(kind != other and kind in other.__mro__ for other in types)]
    wanted = set(types)
    mro = []
    for kind in types:
        found = [[base for base in sub.__mro__ if base in wanted]
                 for sub in kind.__subclasses__() if sub not in bases and issubclass(cls, sub)]
        if not found:
            mro.append(kind)
            continue
        found.sort(key=len, reverse=True)
        for chain in found:
            for base in chain:
                if base not in mro:
                    mro.append(base)
    return _c3_mro(cls, mro)


def _find_impl(cls, registry):
    match = None
    for kind in _compose_mro(cls, registry.keys()):
        if match is not None:
            # Two unrelated implicit base classes fit equally well.
            if (kind in registry and kind not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, kind)):
                raise RuntimeError(f'Ambiguous dispatch: {match} or {kind}')
            break
        if kind in registry:
            match = kind
    return registry.get(match)


def _is_union_type(cls):
    from typing import get_origin, Union
    return get_origin(cls) in {Union, UnionType}


def _is_valid_dispatch_type(cls):
    if isinstance(cls, type):
        return True
    from typing import get_args
    return _is_union_type(cls) and all(isinstance(arg, type) for arg in get_args(cls))


def _annotated_dispatch_type(func):
    """The class that the annotation of the first parameter of `func` names."""
    if not getattr(func, '__annotations__', {}):
        raise TypeError(f'Invalid first argument to `register()`: {func!r}. '
                        'Use either `@register(some_class)` or plain `@register` on an annotated function.')
    from typing import get_type_hints
    name, cls = next(iter(get_type_hints(func).items()))
    if not _is_valid_dispatch_type(cls):
        if _is_union_type(cls):
            raise TypeError(f'Invalid annotation for {name!r}. {cls!r} not all arguments are classes.')
        raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
    return cls


def singledispatch(func):
    """Make a function choose its implementation by the type of its first argument."""
    registry = {}
    found = {}
    token = None

    def dispatch(cls):
        """The implementation for `cls`."""
        nonlocal token
        if token is not None:
            current = get_cache_token()
            if token != current:
                found.clear()
                token = current
        impl = found.get(cls)
        if impl is None:
            impl = found[cls] = registry.get(cls) or _find_impl(cls, registry)
        return impl

    def register(cls, func=None):
        """Add an implementation; also a decorator, with the class or with an annotated function."""
        nonlocal token
        if _is_valid_dispatch_type(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
            func = cls
            cls = _annotated_dispatch_type(func)
        if _is_union_type(cls):
            from typing import get_args
            for arg in get_args(cls):
                registry[arg] = func
        else:
            registry[cls] = func
        if token is None and hasattr(cls, '__abstractmethods__'):
            token = get_cache_token()
        found.clear()
        return func

    name = getattr(func, '__name__', 'singledispatch function')

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """`singledispatch` for methods: the argument after `self` decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            implementation = self.dispatcher.dispatch(args[0].__class__)
            return implementation.__get__(obj, cls)(*args, **kwargs)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        return update_wrapper(method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
