# What objects look like, and where that is written.


def _repr(value):
    cls = _class_of(value)
    method = _type_lookup(cls, '__repr__')
    content = _payload(value)
    kind = type(content)
    if kind is list:
        return _repr_items(value, content, '[', ']')
    if kind is tuple:
        return _repr_items(value, content, '(', ',)' if len(content) == 1 else ')')
    if kind is dict:
        return _repr_dict(value, content)
    if kind is set or kind is frozenset:
        if not content:
            return f'{cls.__name__}()'
        if cls is set:
            return _repr_items(value, list(content), '{', '}')
        return cls.__name__ + '(' + _repr_items(value, list(content), '{', '}') + ')'
    if kind in _view_classes:
        return cls.__name__ + '(' + _repr_items(value, list(content), '[', ']') + ')'
    if isinstance(value, BaseException):
        return cls.__name__ + _repr_items(value, value.args, '(', ')')
    if kind is slice:
        return f'slice({content.start!r}, {content.stop!r}, {content.step!r})'
    if kind is _proxy_class:
        return f'mappingproxy({_proxied(content)!r})'
    if kind is _alias_class:
        args = ', '.join([_type_repr(arg) for arg in content.__args__])
        return f"{'*' if content.__unpacked__ else ''}{_type_repr(content.__origin__)}[{args}]"
    if kind is _union_class:
        return ' | '.join(['None' if arg is type(None) else _type_repr(arg) for arg in content.__args__])
    if kind is _method_class and not isinstance(value.__func__, type(len)):
        name = getattr(value.__func__, '__qualname__', None) or getattr(value.__func__, '__name__', '?')
        return f'<bound method {name} of {value.__self__!r}>'
    if kind is staticmethod or kind is classmethod:
        return f'<{kind.__name__}({content.__func__!r})>'
    if isinstance(value, type) or method is not None and not isinstance(method, type(len)):
        return method(value)
    return f'<{cls.__name__} object>'


def _type_repr(value):
    if value is ...:
        return '...'
    if isinstance(value, type) and not isinstance(value, _alias_class):
        return value.__qualname__ if value.__module__ == 'builtins' else f'{value.__module__}.{value.__qualname__}'
    return repr(value)


_method_class = type(_type_repr.__get__(1))
_open = []


def _repr_items(value, items, opening, closing):
    if any([other is value for other in _open]):
        return opening + '...' + closing.lstrip(',')
    _open.append(value)
    try:
        return opening + ', '.join([repr(item) for item in items]) + closing
    finally:
        _open.pop()


def _repr_dict(value, items):
    if any([other is value for other in _open]):
        return '{...}'
    _open.append(value)
    try:
        parts = []
        place = 0
        while (pair := _next_pair(items, place)) is not None:
            place, key, item = pair
            _append(parts, f'{key!r}: {item!r}')
            place += 1
        return '{' + ', '.join(parts) + '}'
    finally:
        _open.pop()


def _ascii(value):
    return _escaped(repr(value))


def _str(value):
    return repr(value)


def _exception_str(value):
    args = value.args
    if not args:
        return ''
    if len(args) == 1:
        return repr(args[0]) if isinstance(value, KeyError) else str(args[0])
    return repr(args)


def _new_str(cls, object='', *rest):
    method = _type_lookup(_class_of(object), '__str__')
    if isinstance(method, _function_class):
        text = method(object)
        if not isinstance(text, str):
            raise TypeError(f'__str__ returned non-string (type {type(text).__name__})')
    elif isinstance(object, BaseException):
        text = _exception_str(object)
    else:
        text = repr(object)
    return text if cls is str else str.__new__(cls, text)


def _print(*values, sep=' ', end='\n', file=None, flush=False):
    sep = ' ' if sep is None else sep
    end = '\n' if end is None else end
    if file is None:
        file = _standard('stdout')
        if file is None:
            return
    for place, value in enumerate(values):
        if place:
            file.write(sep)
        file.write(str(value))
    file.write(end)
    if flush:
        file.flush()


def _standard(name):
    import sys
    return getattr(sys, name, None)


def _input(prompt):
    output = _standard('stdout')
    text = str(prompt)
    if text:
        output.write(text)
        output.flush()
    line = _standard('stdin').readline()
    if not isinstance(line, str):
        raise TypeError('object.readline() returned non-string')
    if not line:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line[-1] == '\n' else line
