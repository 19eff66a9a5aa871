"""How modules are found and loaded, as objects."""

from types import ModuleType as _ModuleType

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = ['.pyc']
EXTENSION_SUFFIXES = []

__all__ = ['SOURCE_SUFFIXES', 'BYTECODE_SUFFIXES', 'EXTENSION_SUFFIXES', 'ModuleSpec', 'BuiltinImporter', 'PathFinder',
           'SourceFileLoader', 'all_suffixes']


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What is known of a module before it is loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader, self.origin, self.loader_state = name, loader, origin, loader_state
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = False

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    def __repr__(self):
        parts = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            parts.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            parts.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations)
        except AttributeError:
            return NotImplemented


class _Loader:
    """Loads a module as the statement `import` would: from the library or from the host.

    The module is found when its spec is made, and its code runs when it is executed.
    """

    def __init__(self, name, module, body):
        self.name, self._module, self._body = name, module, body
        self.path = getattr(module, '__file__', None)

    def create_module(self, spec):
        if self._module is None:
            self._module, self._body = _prepare(self.name)
        module, self._module = self._module, None
        return module

    def exec_module(self, module):
        body, self._body = self._body, None
        if body is not None:
            body()

    def load_module(self, fullname=None):
        from importlib import import_module
        return import_module(self.name)

    def is_package(self, fullname=None):
        return hasattr(self._module, '__path__')

    def get_filename(self, fullname=None):
        return self.path

    def get_source(self, fullname=None):
        import linecache
        return ''.join(linecache.getlines(self.path)) or None


SourceFileLoader = _Loader


def _prepare(name):
    """A new module, and what runs its code; the one that was imported already stays where it is."""
    import sys
    from _imports import prepare
    before = sys.modules.pop(name, None)
    try:
        found = prepare(name)
    finally:
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before
    return found if type(found) is tuple else (found, None)


class PathFinder:
    """Finds what `import` would."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        try:
            module, body = _prepare(fullname)
        except ModuleNotFoundError:
            return None
        loader = _Loader(fullname, module, body)
        spec = ModuleSpec(fullname, loader, origin=loader.path, is_package=hasattr(module, '__path__'))
        if loader.is_package():
            spec.submodule_search_locations = list(module.__path__)
        spec.has_location = loader.path is not None
        return spec

    @classmethod
    def invalidate_caches(cls):
        pass


BuiltinImporter = PathFinder
