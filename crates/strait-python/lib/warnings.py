"""Warnings: what to do with each is a matter of filters."""
# Behaviour follows CPython 3.12's warnings.py (see VENDORED.md). Which warnings were shown is kept here, by file.

import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter', 'resetwarnings',
           'catch_warnings']

_ACTIONS = ('error', 'ignore', 'always', 'default', 'module', 'once')

# Action, pattern of the message, category, pattern of the module, line; the first that fits decides.
filters = []
defaultaction = 'default'
onceregistry = {}
_registries = {}
_filters_version = 1


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file; may be replaced."""
    _write(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning; may be replaced."""
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    return f'{text}  {line.strip()}\n' if line else text


_showwarning = showwarning


def _write(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is not None:
        try:
            file.write(formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line))
        except OSError:
            pass    # there is nowhere to complain


def _show(msg):
    if showwarning is _showwarning:
        _write(msg)
    elif not callable(showwarning):
        raise TypeError('warnings.showwarning() must be set to a function or method')
    else:
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


class WarningMessage:
    """A warning and where it comes from."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f'{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, '
                f'lineno : {self.lineno}, line : {self.line!r}}}')


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    """Add a filter, in front of the others: regular expressions for the start of the message and of the module."""
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(message, str), 'message must be a string'
    assert isinstance(category, type), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    assert isinstance(module, str), 'module must be a string'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    import re
    _add_filter(action, re.compile(message, re.I) if message else None, category,
                re.compile(module) if module else None, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter for all messages and modules, in front of the others."""
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def _filters_mutated():
    global _filters_version
    _filters_version += 1


def resetwarnings():
    """Remove all filters."""
    filters.clear()
    _filters_mutated()


_missing = object()


def warn(message=_missing, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warn; `stacklevel` says how many calls up the place is that is to be shown."""
    if message is _missing:
        raise TypeError("warn() missing required argument 'message' (pos 1)")
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError('skip_file_prefixes must be a tuple of strs.')
    module, filename, lineno = _location(max(stacklevel, 1), skip_file_prefixes)
    warn_explicit(message, category, filename, lineno, module, _registries.setdefault(filename, {}), None, source)


def _location(stacklevel, skip_file_prefixes):
    # 0 is this function, 1 is warn.
    location = sys._caller(stacklevel + 1)
    while location is not None and skip_file_prefixes and location[1].startswith(skip_file_prefixes):
        stacklevel += 1
        location = sys._caller(stacklevel + 1)
    return location[:3] if location is not None else ('sys', 'sys', 1)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warn about a place in a file; `registry` notes what was shown of it before."""
    lineno = int(lineno)
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get('version', 0) != _filters_version:
        registry.clear()
        registry['version'] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for item in filters:
        action, message_pattern, wanted, module_pattern, line = item
        if ((message_pattern is None or message_pattern.match(text)) and issubclass(category, wanted)
                and (module_pattern is None or module_pattern.match(module)) and line in (0, lineno)):
            break
    else:
        action = defaultaction
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action == 'once':
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == 'module':
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == 'default':
        registry[key] = 1
    elif action != 'always':
        raise RuntimeError(f'Unrecognized action ({action!r}) in warnings.filters:\n {item}')
    _show(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Restores the filters at the end of a `with` block; may collect the warnings in it."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ['record=True'] if self._record else []
        if self._module is not sys.modules['warnings']:
            args.append(f'module={self._module!r}')
        return f'{type(self).__name__}({", ".join(args)})'

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._showwarning
        module.filters = module.filters[:]
        module._filters_mutated()
        log = None
        if self._record:
            log = []

            def record(message, category, filename, lineno, file=None, line=None):
                log.append(WarningMessage(message, category, filename, lineno, file, line))
            module.showwarning = record
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        module = self._module
        module.filters, module.showwarning, module._showwarning = self._saved
        module._filters_mutated()


def _deprecated(name, message='{name!r} is deprecated and slated for removal in Python {remove}', *, remove,
                _version=sys.version_info):
    warn(message.format(name=name, remove=f'{remove[0]}.{remove[1]}'), DeprecationWarning, stacklevel=3)


def _set_defaults():
    simplefilter('ignore', ResourceWarning, append=True)
    for category in (ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        simplefilter('ignore', category)
    import re
    _add_filter('default', None, DeprecationWarning, re.compile('__main__$'), 0, append=False)


_set_defaults()
