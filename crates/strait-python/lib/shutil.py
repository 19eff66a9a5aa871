"""Copies of files and folders. A script has none; streams and the size of the terminal work."""

import errno as _errno

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
           'SpecialFileError', 'ExecError', 'ReadError', 'SameFileError', 'disk_usage', 'chown', 'which',
           'get_terminal_size', 'ignore_patterns']

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


class ExecError(OSError):
    pass


class ReadError(OSError):
    pass


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left in one stream to another."""
    length = length or COPY_BUFSIZE
    while chunk := fsrc.read(length):
        fdst.write(chunk)


def ignore_patterns(*patterns):
    import fnmatch

    def ignore(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignore


def which(cmd, mode=1, path=None):
    """Return None: there are no programs."""
    return None


def get_terminal_size(fallback=(80, 24)):
    """Return the size that COLUMNS and LINES say, or the fallback."""
    import os
    size = []
    for name, default in zip(('COLUMNS', 'LINES'), fallback):
        try:
            number = int(os.environ[name])
        except (KeyError, ValueError):
            number = 0
        size.append(number if number > 0 else default)
    return os.terminal_size(size)


def _refused(*args, **kwargs):
    raise OSError(_errno.ENOSYS, 'Function not implemented')


copyfile = copymode = copystat = copy = copy2 = copytree = move = disk_usage = chown = _refused


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    if not ignore_errors:
        _refused()
