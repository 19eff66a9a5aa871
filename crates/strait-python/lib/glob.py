"""File names that match a pattern: there are no files."""

import re as _re

__all__ = ['escape', 'glob', 'iglob']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return []


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return iter(())


def has_magic(s):
    return _re.search(b'[*?[]' if isinstance(s, bytes) else '[*?[]', s) is not None


def escape(pathname):
    """Escape all special characters."""
    if isinstance(pathname, bytes):
        return _re.sub(b'([*?[])', br'[\1]', pathname)
    return _re.sub('([*?[])', r'[\1]', pathname)
