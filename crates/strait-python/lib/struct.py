"""Values as bytes in the layouts of C."""

from _struct import _unpack_all, calcsize, error, pack, pack_into, unpack, unpack_from

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']


class unpack_iterator:
    """What `iter_unpack` gives."""

    def __init__(self, tuples):
        self._left = len(tuples)
        self._tuples = iter(tuples)

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self._tuples)
        self._left -= 1
        return item

    def __length_hint__(self):
        return self._left


unpack_iterator.__module__ = '_struct'


def iter_unpack(format, buffer, /):
    return unpack_iterator(_unpack_all(format, buffer))


class Struct:
    """A format that was read already."""

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else bytes(format).decode('ascii')

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, *values):
        return pack_into(self.format, *values)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'Struct({self.format!r})'


Struct.__module__ = '_struct'
