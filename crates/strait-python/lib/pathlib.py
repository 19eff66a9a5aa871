"""Paths as objects: pure ones, and Path with the methods that touch files, which a script may not have."""
# Behaviour and messages follow CPython 3.12's pathlib.py (see VENDORED.md). There are only POSIX paths.

import fnmatch
import io
import os
from _collections_abc import Sequence
from errno import EBADF, ELOOP, ENOENT, ENOSYS, ENOTDIR

__all__ = ['PurePath', 'PurePosixPath', 'Path', 'PosixPath']

# Errors that mean that a path does not exist.
_ABSENT = (ENOENT, ENOTDIR, EBADF, ELOOP, ENOSYS)


class _PathParents(Sequence):
    """The paths above a path, nearest first."""

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(len(self)))])
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._path._from_parts(self._path.root, self._path._tail[:-index - 1])

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'


class PurePath:
    """A path without files: what can be done with its text."""

    drive = ''

    def __new__(cls, *args, **kwargs):
        return object.__new__(PurePosixPath if cls is PurePath else cls)

    def __init__(self, *args):
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                text = arg._raw
            else:
                text = os.fspath(arg) if hasattr(arg, '__fspath__') else arg
                if not isinstance(text, str):
                    raise TypeError('argument should be a str or an os.PathLike object where __fspath__ returns a '
                                    f'str, not {type(text).__name__!r}')
            texts.append(text)
        self._raw = os.path.join(*texts) if texts else ''
        _, root, rest = os.path.splitroot(self._raw)
        self._set(root, [part for part in rest.split('/') if part and part != '.'])

    def _set(self, root, tail):
        self.root = root
        self._tail = tail
        self._str = root + '/'.join(tail) or '.'

    def with_segments(self, *pathsegments):
        """A path of the same class; subclasses override it to pass on what they know."""
        return type(self)(*pathsegments)

    def _from_parts(self, root, tail):
        return self.with_segments(root + '/'.join(tail))

    def __reduce__(self):
        return self.__class__, self.parts

    def __str__(self):
        return self._str

    def __fspath__(self):
        return self._str

    def as_posix(self):
        return self._str

    def __bytes__(self):
        return os.fsencode(self._str)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._str!r})'

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        return 'file://' + quote_from_bytes(bytes(self))

    def __eq__(self, other):
        return self._str == other._str if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._str)

    def _order(self):
        return self._str.split('/')

    def __lt__(self, other):
        return self._order() < other._order() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._order() <= other._order() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._order() > other._order() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._order() >= other._order() if isinstance(other, PurePath) else NotImplemented

    @property
    def anchor(self):
        return self.root

    @property
    def parts(self):
        """The root, if there is one, and the names."""
        return (self.root, *self._tail) if self.root else tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ''

    @property
    def suffix(self):
        """The end of the name from its last dot."""
        name = self.name
        dot = name.rfind('.')
        return name[dot:] if 0 < dot < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        """The name without its suffix."""
        return self.name[:len(self.name) - len(self.suffix)]

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._from_parts(self.root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self._from_parts(self.root, self._tail[:-1] + [self.stem + suffix])

    def relative_to(self, other, /, *more, walk_up=False):
        """This path as seen from another one above it, or with `walk_up` from any."""
        other = self.with_segments(other, *more)
        for step, path in enumerate([other, *other.parents]):
            if self.is_relative_to(path):
                break
            if not walk_up:
                raise ValueError(f'{str(self)!r} is not in the subpath of {str(other)!r}')
            if path.name == '..':
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f'{str(self)!r} and {str(other)!r} have different anchors')
        return self.with_segments(*['..'] * step, *self._tail[len(path._tail):])

    def is_relative_to(self, other, /, *more):
        other = self.with_segments(other, *more)
        return other == self or other in self.parents

    def joinpath(self, *pathsegments):
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    @property
    def parent(self):
        return self._from_parts(self.root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _PathParents(self)

    def is_absolute(self):
        return bool(self.root)

    def is_reserved(self):
        return False

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the names at the end fit a pattern, or all of them if it is absolute."""
        if not isinstance(path_pattern, PurePath):
            path_pattern = self.with_segments(path_pattern)
        patterns = path_pattern._tail
        if not patterns and not path_pattern.root:
            raise ValueError('empty pattern')
        names = self._tail
        if path_pattern.root:
            if self.root != path_pattern.root or len(names) != len(patterns):
                return False
        elif len(names) < len(patterns):
            return False
        for name, pattern in zip(reversed(names), reversed(patterns)):
            if case_sensitive is False:
                name, pattern = name.lower(), pattern.lower()
            if not fnmatch.fnmatchcase(name, pattern):
                return False
        return True


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A path with `/`."""


class Path(PurePath):
    """A path with the methods that look at files and change them."""

    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    def __init__(self, *args, **kwargs):
        super().__init__(*args)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls('~').expanduser()

    def expanduser(self):
        """Replace `~` at the start by the home directory."""
        if self.root or not self._tail or self._tail[0][:1] != '~':
            return self
        home = os.path.expanduser(self._tail[0])
        if home[:1] == '~':
            raise RuntimeError('Could not determine home directory.')
        return self.with_segments(home, *self._tail[1:])

    def absolute(self):
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        return self.with_segments(os.path.realpath(self, strict=strict))

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return self.stat(follow_symlinks=False)

    def exists(self, *, follow_symlinks=True):
        return self._mode(follow_symlinks) is not None

    def _mode(self, follow_symlinks=True):
        """The bits that tell what it is; None if it is not there."""
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000
        except OSError as error:
            if error.errno not in _ABSENT:
                raise
        except ValueError:
            pass
        return None

    def is_dir(self):
        return self._mode() == 0o040000

    def is_file(self):
        return self._mode() == 0o100000

    def is_symlink(self):
        return self._mode(follow_symlinks=False) == 0o120000

    def is_mount(self):
        return os.path.ismount(self)

    def is_junction(self):
        return False

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {data.__class__.__name__}')
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def iterdir(self):
        for name in os.listdir(self):
            yield self.with_segments(self, name)

    def glob(self, pattern, *, case_sensitive=None):
        """The paths below this one that fit a pattern; `**` stands for any directories."""
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        pattern = self.with_segments(pattern)
        if pattern.root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        seen = set()
        for path in self._select(pattern._tail, case_sensitive):
            if path not in seen:
                seen.add(path)
                yield path

    def rglob(self, pattern, *, case_sensitive=None):
        return self.glob(os.path.join('**', pattern), case_sensitive=case_sensitive)

    def _select(self, patterns, case_sensitive):
        if not patterns:
            yield self
            return
        first, *rest = patterns
        if first == '**':
            yield from self._select(rest, case_sensitive)
            for path in sorted(self.iterdir()):
                if path.is_dir():
                    yield from path._select(patterns, case_sensitive)
        elif self.is_dir():
            for path in sorted(self.iterdir()):
                if path.match(first, case_sensitive=case_sensitive):
                    yield from path._select(rest, case_sensitive)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for path, directories, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield self.with_segments(path), directories, files

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if not exist_ok and self.exists():
            raise FileExistsError(f'[Errno 17] File exists: {str(self)!r}')
        with self.open('a'):
            pass

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        os.replace(self, target)
        return self.with_segments(target)

    def readlink(self):
        return self.with_segments(os.readlink(self))

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)


class PosixPath(Path, PurePosixPath):
    """A path with `/` and files."""
