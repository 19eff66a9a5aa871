"""Helpers for those who load modules themselves."""

import sys
from .machinery import ModuleSpec, PathFinder
from types import ModuleType as _ModuleType

__all__ = ['LazyLoader', 'find_spec', 'module_from_spec', 'resolve_name', 'spec_from_loader']


def resolve_name(name, package):
    """Make a relative name absolute."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    rest = name.lstrip('.')
    base = package
    for _ in range(len(name) - len(rest) - 1):
        base, dot, _ = base.rpartition('.')
        if not dot:
            raise ImportError('attempted relative import beyond top-level package')
    return f'{base}.{rest}' if rest else base


def find_spec(name, package=None):
    """Find a module without running it; its packages are imported. None if there is none."""
    name = resolve_name(name, package)
    parent = name.rpartition('.')[0]
    if parent and not hasattr(__import__(parent, fromlist=['__path__']), '__path__'):
        raise ModuleNotFoundError(f'__path__ attribute not found on {parent!r} while trying to find {name!r}', name=name)
    for finder in sys.meta_path:
        spec = finder.find_spec(name, None, None)
        if spec is not None:
            return spec
    return PathFinder.find_spec(name)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Describe a module that this loader loads."""
    if is_package is None and hasattr(loader, 'is_package'):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    """Refuse: a script cannot name the host's files."""
    raise ImportError('modules cannot be loaded from files', name=name, path=location)


def module_from_spec(spec):
    """A new module whose code did not run yet."""
    create = getattr(spec.loader, 'create_module', None)
    module = create(spec) if create is not None else None
    if module is None:
        module = _ModuleType(spec.name)
    module.__spec__, module.__loader__ = spec, spec.loader
    if getattr(module, '__package__', None) is None:
        module.__package__ = spec.parent
    if spec.submodule_search_locations is not None and not hasattr(module, '__path__'):
        module.__path__ = spec.submodule_search_locations
    return module


class LazyLoader:
    """A loader that loads at once all the same."""

    def __init__(self, loader):
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
