"""Context variables. The values of a task's are a dictionary that is never changed: setting one makes a new dictionary, so
a copy of the context is the dictionary itself, and the tasks that a task starts begin with what it had."""

from _task import context as _values, set_context as _set_values


class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


_missing = _Missing()


class Token:
    MISSING = _missing
    __slots__ = ('var', 'old_value', '_used')

    def __init__(self, *args):
        raise RuntimeError('Tokens can only be created by ContextVars')

    def __repr__(self):
        return f"<Token{' used' if self._used else ''} var={self.var!r} at {id(self):#x}>"


class ContextVar:
    __slots__ = ('name', '_default')

    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self.name = name
        self._default = default

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def get(self, default=_missing, /):
        values = _values()
        if values is not None and self in values:
            return values[self]
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, *value):
        if len(value) != 1:
            raise TypeError(f'ContextVar.set() takes exactly one argument ({len(value)} given)')
        [value] = value
        values = _values()
        token = Token.__new__(Token)
        token.var = self
        token.old_value = _missing if values is None else values.get(self, _missing)
        token._used = False
        _set_values({self: value} if values is None else {**values, self: value})
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token.var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        token._used = True
        values = dict(_values() or {})
        if token.old_value is _missing:
            values.pop(self, None)
        else:
            values[self] = token.old_value
        _set_values(values)

    def __repr__(self):
        default = '' if self._default is _missing else f' default={self._default!r}'
        return f'<ContextVar name={self.name!r}{default} at {id(self):#x}>'


class Context:
    __slots__ = ('_values', '_entered')

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, *args, **keywords):
        if not args:
            raise TypeError('run() missing 1 required positional argument')
        callable, *args = args
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        self._entered = True
        outer = _set_values(self._values)
        try:
            return callable(*args, **keywords)
        finally:
            self._values = _set_values(outer) or {}
            self._entered = False

    def _now(self):
        return (_values() or {}) if self._entered else self._values

    def copy(self):
        other = Context()
        other._values = self._now()
        return other

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f'a ContextVar key was expected, got {var!r}')
        return self._now()[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f'a ContextVar key was expected, got {var!r}')
        return var in self._now()

    def get(self, var, default=None, /):
        return self._now().get(var, default)

    def __iter__(self):
        return iter(self._now())

    def __len__(self):
        return len(self._now())

    def keys(self):
        return self._now().keys()

    def values(self):
        return self._now().values()

    def items(self):
        return self._now().items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._now() == other._now()

    __hash__ = object.__hash__


def copy_context():
    context = Context()
    context._values = _values() or {}
    return context
