"""The operating system, as far as a script sees one: environment variables, paths, randomness."""

import abc
import errno as _errno
import sys
from _collections_abc import MutableMapping

import _os
from _os import getcwd
import posixpath as path
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

__all__ = ['altsep', 'curdir', 'defpath', 'devnull', 'environ', 'error', 'extsep', 'fsdecode', 'fsencode', 'fspath',
           'get_terminal_size', 'getcwd', 'getcwdb', 'getenv', 'getpid', 'linesep', 'name', 'pardir', 'path',
           'PathLike', 'pathsep', 'putenv', 'sep', 'strerror', 'terminal_size', 'unsetenv', 'urandom', 'cpu_count',
           'F_OK', 'R_OK', 'W_OK', 'X_OK', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END']

sys.modules['os.path'] = path
name = 'posix'
linesep = '\n'
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class _Environ(MutableMapping):
    """The environment variables. They are asked for at the first use: the module is older than the script."""

    _variables = None

    @property
    def _data(self):
        if self._variables is None:
            self._variables = _os.environ()
        return self._variables

    @staticmethod
    def _check(value):
        if not isinstance(value, str):
            raise TypeError(f'str expected, not {type(value).__name__}')
        return value

    def __getitem__(self, key):
        return self._data[self._check(key)]

    def __setitem__(self, key, value):
        self._data[self._check(key)] = self._check(value)

    def __delitem__(self, key):
        del self._data[self._check(key)]

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ', '.join([f'{key!r}: {value!r}' for key, value in self._data.items()])
        return f'environ({{{items}}})'

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        if not isinstance(other, (dict, _Environ)):
            return NotImplemented
        return {**self, **other}

    def __ror__(self, other):
        if not isinstance(other, (dict, _Environ)):
            return NotImplemented
        return {**other, **self}

    def __ior__(self, other):
        self.update(other)
        return self


environ = _Environ()


def getenv(key, default=None):
    """An environment variable."""
    return environ.get(key, default)


def putenv(name, value, /):
    environ[name] = value


def unsetenv(name, /):
    environ.pop(name, None)


def urandom(size, /):
    """Random bytes that are fit for secrets."""
    if size < 0:
        raise ValueError('negative argument not allowed')
    return _os.urandom(size)


def getcwdb():
    return fsencode(getcwd())


def getpid():
    return 1


def cpu_count():
    return 1


_MESSAGES = {
    'EPERM': 'Operation not permitted', 'ENOENT': 'No such file or directory', 'EINTR': 'Interrupted system call',
    'EIO': 'Input/output error', 'EBADF': 'Bad file descriptor', 'EAGAIN': 'Resource temporarily unavailable',
    'ENOMEM': 'Cannot allocate memory', 'EACCES': 'Permission denied', 'EEXIST': 'File exists',
    'ENOTDIR': 'Not a directory', 'EISDIR': 'Is a directory', 'EINVAL': 'Invalid argument',
    'EMFILE': 'Too many open files', 'EFBIG': 'File too large', 'ENOSPC': 'No space left on device',
    'ESPIPE': 'Illegal seek', 'EROFS': 'Read-only file system', 'EPIPE': 'Broken pipe',
    'EDOM': 'Numerical argument out of domain', 'ERANGE': 'Numerical result out of range',
    'ENAMETOOLONG': 'File name too long', 'ENOSYS': 'Function not implemented', 'ENOTEMPTY': 'Directory not empty',
    'ELOOP': 'Too many levels of symbolic links', 'EADDRINUSE': 'Address already in use',
    'EADDRNOTAVAIL': 'Cannot assign requested address', 'ENETUNREACH': 'Network is unreachable',
    'ECONNABORTED': 'Software caused connection abort', 'ECONNRESET': 'Connection reset by peer',
    'EISCONN': 'Transport endpoint is already connected', 'ENOTCONN': 'Transport endpoint is not connected',
    'ETIMEDOUT': 'Connection timed out', 'ECONNREFUSED': 'Connection refused', 'EHOSTUNREACH': 'No route to host',
    'EALREADY': 'Operation already in progress', 'EINPROGRESS': 'Operation now in progress',
    'ECANCELED': 'Operation canceled',
}


def strerror(code, /):
    """What an error number means."""
    if code == 0:
        return 'Success'
    return _MESSAGES.get(_errno.errorcode.get(code), f'Unknown error {code}')


class PathLike(abc.ABC):
    """What has `__fspath__`, which returns a path as text or bytes."""

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            for base in subclass.__mro__:
                if '__fspath__' in base.__dict__:
                    return True if base.__dict__['__fspath__'] is not None else NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def fspath(path):
    """A path as text or bytes."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    method = getattr(cls, '__fspath__', None)
    if method is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {cls.__name__}')
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f'expected {cls.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}')


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


class stat_result(tuple):
    """What is known of a file."""

    __slots__ = ()
    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self[7])
    st_mtime = property(lambda self: self[8])
    st_ctime = property(lambda self: self[9])


class terminal_size(tuple):
    """Columns and lines."""

    __slots__ = ()
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


def get_terminal_size(fd=1, /):
    return terminal_size((80, 24))


def _without_files(name):
    def function(path=None, *args, **kwargs):
        raise OSError(_errno.ENOSYS, strerror(_errno.ENOSYS), path)
    function.__name__ = function.__qualname__ = name
    return function


# A script has no files. Looking for one finds nothing; anything else is refused.
for _name in ('chdir', 'chmod', 'close', 'link', 'listdir', 'lstat', 'makedirs', 'mkdir', 'open', 'read', 'readlink',
              'remove', 'removedirs', 'rename', 'renames', 'replace', 'rmdir', 'scandir', 'stat', 'symlink', 'system',
              'truncate', 'unlink', 'utime', 'write'):
    globals()[_name] = _without_files(_name)
del _name


def access(path, mode, **kwargs):
    return False


def walk(top, topdown=True, onerror=None, followlinks=False):
    return iter(())
