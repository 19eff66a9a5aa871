"""Packages: the host finds them, and does not say which there are."""

from importlib import import_module as _import_module

__all__ = ['extend_path', 'get_data', 'iter_modules', 'resolve_name', 'walk_packages']


def extend_path(path, name):
    return path


def get_data(package, resource):
    """Return None: only modules can be loaded."""
    return None


def iter_modules(path=None, prefix=''):
    return iter(())


def walk_packages(path=None, prefix='', onerror=None):
    return iter(())


def resolve_name(name):
    """Find what 'package.module:object.attribute' or 'package.module.object' names."""
    first, colon, rest = name.partition(':')
    if not all(part.isidentifier() for part in first.split('.')):
        raise ValueError(f'invalid format: {name!r}')
    if colon:
        result, parts = _import_module(first), rest.split('.') if rest else []
    else:
        path, *parts = first.split('.')
        result = _import_module(path)
        while parts:
            try:
                result = _import_module(f'{path}.{parts[0]}')
            except ImportError:
                break
            path = f'{path}.{parts.pop(0)}'
    for part in parts:
        result = getattr(result, part)
    return result
