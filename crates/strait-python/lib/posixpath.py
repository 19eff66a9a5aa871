"""Paths with `/`, as text or bytes."""
# Adapted from CPython's posixpath.py and genericpath.py (see VENDORED.md).

import os

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = False

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'splitroot', 'split', 'splitext', 'basename', 'dirname',
           'commonprefix', 'getsize', 'getmtime', 'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir',
           'isfile', 'ismount', 'expanduser', 'expandvars', 'normpath', 'abspath', 'samefile', 'curdir', 'pardir',
           'sep', 'pathsep', 'defpath', 'altsep', 'extsep', 'devnull', 'realpath', 'supports_unicode_filenames',
           'relpath', 'commonpath', 'isjunction']


def _like(path, text):
    """`text`, as bytes if the path is bytes."""
    return text.encode() if isinstance(path, bytes) else text


def _check_arg_types(function, *args):
    kinds = set()
    for arg in args:
        if not isinstance(arg, (str, bytes)):
            raise TypeError(f'{function}() argument must be str, bytes, or os.PathLike object, '
                            f'not {arg.__class__.__name__!r}') from None
        kinds.add(isinstance(arg, bytes))
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_like(s, '/'))


def join(a, *p):
    """Put paths one behind the other; an absolute one drops all before it."""
    a = os.fspath(a)
    slash = _like(a, '/')
    path = a
    try:
        for b in map(os.fspath, p):
            if b.startswith(slash):
                path = b
            elif not path or path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError):
        _check_arg_types('join', a, *p)
        raise
    return path


def split(p):
    """The part up to the last slash, and the part after it."""
    p = os.fspath(p)
    slash = _like(p, '/')
    start = p.rfind(slash) + 1
    head, tail = p[:start], p[start:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """A path without its extension, and the extension with its dot."""
    p = os.fspath(p)
    dot = _like(p, '.')
    start = p.rfind(_like(p, '/')) + 1
    end = p.rfind(dot)
    # Dots at the start of a name belong to it.
    if end > start and p[start:end].strip(dot):
        return p[:end], p[end:]
    return p, p[:0]


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    """A drive, which is empty, the slashes at the start, and the rest."""
    p = os.fspath(p)
    slash = _like(p, '/')
    empty = p[:0]
    if p[:1] != slash:
        return empty, empty, p
    if p[1:2] != slash or p[2:3] == slash:
        return empty, slash, p[1:]
    return empty, p[:2], p[2:]      # two slashes mean something of their own


def basename(p):
    return split(p)[1] if not os.fspath(p).endswith(_like(os.fspath(p), '/')) else os.fspath(p)[:0]


def dirname(p):
    return split(p)[0]


def isjunction(path):
    os.fspath(path)
    return False


def exists(path):
    try:
        os.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _has_type(stat, path, kind):
    try:
        return stat(path).st_mode & 0o170000 == kind
    except (OSError, ValueError):
        return False


def isfile(path):
    return _has_type(os.stat, path, 0o100000)


def isdir(s):
    return _has_type(os.stat, s, 0o040000)


def islink(path):
    return _has_type(os.lstat, path, 0o120000)


def ismount(path):
    return normpath(path) == _like(os.fspath(path), '/')


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


def getatime(filename):
    return os.stat(filename).st_atime


def getctime(filename):
    return os.stat(filename).st_ctime


def samefile(f1, f2):
    one, other = os.stat(f1), os.stat(f2)
    return one.st_ino == other.st_ino and one.st_dev == other.st_dev


def commonprefix(m):
    """The longest text that all start with."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    first, last = min(m), max(m)
    for index, part in enumerate(first):
        if part != last[index]:
            return first[:index]
    return first


def commonpath(paths):
    """The longest path that is a parent of all."""
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(os.fspath, paths))
    slash, dot = _like(paths[0], '/'), _like(paths[0], '.')
    try:
        kinds = {path[:1] == slash for path in paths}
        if len(kinds) > 1:
            raise ValueError("Can't mix absolute and relative paths")
        parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        prefix = slash if kinds.pop() else slash[:0]
        return prefix + slash.join(commonprefix(parts))
    except (TypeError, AttributeError):
        _check_arg_types('commonpath', *paths)
        raise


def expanduser(path):
    """Replace `~` at the start by the variable HOME."""
    path = os.fspath(path)
    if not path.startswith(_like(path, '~')):
        return path
    slash = _like(path, '/')
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end != 1 or 'HOME' not in os.environ:
        return path
    return (_like(path, os.environ['HOME']).rstrip(slash) + path[end:]) or slash


def expandvars(path):
    """Replace `$NAME` and `${NAME}` by environment variables; unknown ones stay."""
    path = os.fspath(path)
    if _like(path, '$') not in path:
        return path
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    import re

    def value(match):
        return os.environ.get(match[1].strip('{}') if match[1][0] == '{' else match[1], match[0])
    return re.sub(r'\$(\w+|\{[^}]*\})', value, path, flags=re.ASCII)


def normpath(path):
    """Remove double slashes, `.`, and `..` with what it cancels."""
    path = os.fspath(path)
    slash, dot, dots = _like(path, '/'), _like(path, '.'), _like(path, '..')
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part != dots or not root and not parts or parts and parts[-1] == dots:
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    if strict:
        os.stat(filename)
    return abspath(filename)


def relpath(path, start=None):
    """The path as seen from `start`."""
    if not path:
        raise ValueError('no path specified')
    path = os.fspath(path)
    slash, dot, dots = _like(path, '/'), _like(path, '.'), _like(path, '..')
    start = dot if start is None else os.fspath(start)
    try:
        start_parts = [part for part in abspath(start).split(slash) if part]
        parts = [part for part in abspath(path).split(slash) if part]
        shared = len(commonprefix([start_parts, parts]))
        parts = [dots] * (len(start_parts) - shared) + parts[shared:]
        return join(*parts) if parts else dot
    except (TypeError, AttributeError):
        _check_arg_types('relpath', path, start)
        raise
