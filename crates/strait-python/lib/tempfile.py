"""Temporary files. A script has no files: what needs none works, the rest is refused."""

import io as _io
import errno as _errno

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory', 'mkstemp', 'mkdtemp',
           'mktemp', 'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb', 'gettempdirb']

tempdir = None


def gettempdir():
    return tempdir or '/tmp'


def gettempdirb():
    return gettempdir().encode()


def gettempprefix():
    return 'tmp'


def gettempprefixb():
    return b'tmp'


def _refused(*args, **kwargs):
    raise OSError(_errno.ENOSYS, 'Function not implemented')


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """A file without a name: kept in memory."""
    if 'b' in mode:
        return _io.BytesIO()
    return _io.TextIOWrapper(_io.BytesIO(), encoding=encoding, errors=errors, newline=newline)


def SpooledTemporaryFile(max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                         dir=None, *, errors=None):
    return TemporaryFile(mode, buffering, encoding, newline, errors=errors)


mkstemp = mkdtemp = mktemp = NamedTemporaryFile = TemporaryDirectory = _refused
