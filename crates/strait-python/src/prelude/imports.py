# Imports. A module of the script's own comes before the library's of that name; all others are the host's to find.

_importing = set()
# Modules that a script cannot replace: CPython has them built in, or needs them before the script. The name of each
# other one of the library is added when the host has been asked for it.
_settled = {'abc', 'atexit', 'builtins', 'codecs', 'encodings', 'errno', 'gc', 'genericpath', 'io', 'itertools', 'marshal',
            'ntpath', 'os', 'posixpath', 'site', 'stat', 'sys', 'time', 'zipimport'}
# The importer of those who import by a function.
_by_function = {'__name__': '__main__'}
_official = 'https://cdn.edgepython.com/std/'


def _import(name, importer, names, level):
    if level:
        name = _absolute(name, importer, level)
    if '/' in name or ':' in name:
        return _import_from_specifier(name, importer)
    modules = _modules()
    first = name.partition('.')[0]
    if first not in _settled and _is_of_script(importer):
        _import_own(first, importer)
    module = modules.get(name)
    if module is None:
        module = _import_path(name, importer)
    if names is None:
        first, dot, _ = name.partition('.')
        return modules[first] if dot and not level else module
    if hasattr(module, '__path__'):
        _import_submodules(module, name, names)
    if '*' in names and '__getattr__' in module.__dict__:
        # `import *` finds what is there.
        for each in getattr(module, '__all__', ()):
            setattr(module, each, getattr(module, each))
    return module


def _is_of_script(importer):
    return bool(importer) and importer.get('__file__') != f"<{importer.get('__name__')}>"


def _import_own(name, importer):
    """Import the script's own module instead of the library's, if there is one. The library goes on to use its own."""
    if name.startswith('_') or not _is_in_library(name) or _host_function('load_module') is None:
        _settled.add(name)
        return
    modules = _modules()
    library = modules.get(name)
    if library is not None:
        if getattr(library, '__file__', f'<{name}>') != f'<{name}>':
            return
        del modules[name]
    try:
        found = _ask_host(name, importer, None)
    except ModuleNotFoundError:
        found = None
    if type(found) is tuple:
        _run_module(name, *found)
        return
    if found is not None:
        modules[name] = found
        return
    _settled.add(name)
    if library is not None:
        modules[name] = library


def _absolute(name, importer, level):
    package = importer.get('__package__')
    if package is None:
        package = importer.get('__name__', '')
        if '__path__' not in importer:
            package = package.rpartition('.')[0]
    if not package:
        raise ImportError('attempted relative import with no known parent package')
    for _ in range(level - 1):
        package, dot, _ = package.rpartition('.')
        if not dot:
            raise ImportError('attempted relative import beyond top-level package')
    return f'{package}.{name}' if name else package


def _import_path(name, importer):
    modules = _modules()
    path = ''
    module = None
    for part in name.split('.'):
        if not part:
            raise ValueError('Empty module name')
        parent = module
        path = f'{path}.{part}' if path else part
        module = modules.get(path)
        if module is None:
            if path in modules:
                raise ModuleNotFoundError(f"import of {path} halted; None in sys.modules", name=path)
            if parent is not None and not hasattr(parent, '__path__'):
                raise ModuleNotFoundError(f"No module named '{path}'; '{parent.__name__}' is not a package", name=path)
            module = _load_module(path, importer, parent)
            if parent is not None:
                setattr(parent, part, module)
    return module


def _import_submodules(module, name, names):
    for each in names:
        if each == '*':
            _import_submodules(module, name, [every for every in getattr(module, '__all__', ()) if every != '*'])
        elif not hasattr(module, each):
            try:
                _import_path(f'{name}.{each}', {})
            except ModuleNotFoundError as error:
                if error.name != f'{name}.{each}':
                    raise


def _load_module(name, importer, parent):
    found = _find_or_ask(name, importer, parent)
    if type(found) is not tuple:
        return found
    return _run_module(name, *found)


def _find_or_ask(name, importer, parent):
    found = _find_module(name)
    if found is None:
        found = _ask_finders(name, parent)
    if found is None:
        found = _ask_host(name, importer, parent)
    if found is None:
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)
    return found


def _prepare(name):
    """A module and what runs its code. Its package is imported already."""
    parent = name.rpartition('.')[0]
    return _find_or_ask(name, {}, _modules()[parent] if parent else None)


def _ask_finders(name, parent):
    sys = _modules().get('sys')
    if sys is None:
        return None
    for finder in sys.meta_path:
        spec = finder.find_spec(name, None if parent is None else parent.__path__, None)
        if spec is not None:
            module = _modules()[name] = _import('importlib.util', {}, (), 0).module_from_spec(spec)
            return module, lambda: spec.loader.exec_module(module)
    return None


def _warn_of_syntax(file):
    """Tell the program what its compiler warned of."""
    found = _take_warnings()
    if not found:
        return
    warnings = _import('warnings', {}, (), 0)
    for message, line in found:
        try:
            warnings.warn_explicit(message, SyntaxWarning, file, line)
        except SyntaxWarning:
            text = _import('linecache', {}, (), 0).getline(file, line)
            raise SyntaxError(message, (file, line, None, text or None)) from None


def _run_main(body, file):
    _warn_of_syntax(file)
    return body()


def _run_module(name, module, body):
    modules = _modules()
    _importing.add(name)
    try:
        _warn_of_syntax(getattr(module, '__file__', name))
        body()
    except BaseException:
        modules.pop(name, None)
        raise
    finally:
        _importing.discard(name)
    return modules.get(name, module)


def _host_function(name):
    host = _modules().get('_host')
    return getattr(host, name, None)


def _ask_host(name, importer, parent):
    load = _host_function('load_module')
    if load is None:
        return None
    search = None if parent is None else list(parent.__path__)
    try:
        found = load(name, importer.get('__file__'), search)
    except ImportError as error:
        error.name = name
        raise
    if found is None:
        return None
    if 'specifier' in found:
        # An alias. It may have been imported by what it stands for.
        module = _modules()[name] = _import_from_specifier(found['specifier'], importer)
        return module
    if '/' in name or ':' in name:
        # The same file is the same module, however its path is written.
        name = found['file']
    elif found['file'].endswith('/') and _is_in_library(name):
        # A folder without `__init__.py` is the last that counts.
        return None
    known = _modules().get(name)
    if known is not None:
        return known
    return _new_module(name, found['file'], found['text'], found.get('path'))


def _import_from_specifier(specifier, importer):
    if specifier.startswith(_official):
        name, _, ending = specifier[len(_official):].partition('.')
        if ending.partition('#')[0] in ('wasm', 'py') and _is_in_library(name):
            return _import(name, {}, (), 0)
    found = _ask_host(specifier, importer, None)
    if found is None:
        raise ModuleNotFoundError(f"No module at '{specifier}'", name=specifier)
    if type(found) is not tuple:
        if found.__name__ in _importing:
            raise RuntimeError(f"circular import: '{found.__name__}' is being imported already")
        return found
    return _run_module(found[0].__name__, *found)


def import_module(name, package=None):
    if name.startswith('.') and '/' not in name:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        rest = name.lstrip('.')
        return _import(rest, {'__package__': package}, (), len(name) - len(rest))
    return _import(name, _by_function, (), 0)


def _library_call(module, name, *args):
    return getattr(_import(module, {}, (name,), 0), name)(*args)


def _import_call(name, globals, locals, fromlist, level):
    return _import(name, globals or _by_function, tuple(fromlist) if fromlist else None, level)
