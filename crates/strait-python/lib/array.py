"""Arrays of numbers of one type."""

import struct as _struct
from _collections_abc import MutableSequence as _MutableSequence
from operator import index as _index

__all__ = ['array', 'ArrayType', 'typecodes']

typecodes = 'bBuhHiIlLqQfd'
_SIZES = {'b': 1, 'B': 1, 'u': 4, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'f': 4, 'd': 8}
_NAMES = {'b': 'signed char', 'B': 'unsigned byte integer', 'h': 'short integer', 'H': 'unsigned short', 'i': 'integer',
          'I': 'unsigned int', 'l': 'int', 'L': 'int', 'q': 'int', 'Q': 'int'}


class array:
    """An array of numbers of one type, which is given by a letter. The items are kept as a list."""

    __slots__ = ('typecode', '_items', '__weakref__')

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError('array() argument 1 must be a unicode character, not ' + type(typecode).__name__)
        if typecode not in typecodes:
            raise ValueError('bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)')
        self = object.__new__(cls)
        self.typecode, self._items = typecode, []
        if isinstance(initializer, str) and typecode != 'u':
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        if isinstance(initializer, array):
            if 'u' in (typecode, initializer.typecode) and typecode != initializer.typecode:
                raise TypeError(f"cannot use a unicode array to initialize an array with typecode '{typecode}'")
            self._items = self._checked_all(initializer._items)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self._items = self._checked_all(initializer)
        return self

    itemsize = property(lambda self: _SIZES[self.typecode])

    def _checked(self, item):
        code = self.typecode
        if code == 'u':
            if not isinstance(item, str) or len(item) != 1:
                raise TypeError('array item must be a unicode character, not ' + type(item).__name__)
            return item
        if code == 'd' or code == 'f':
            if not isinstance(item, (int, float)) and not hasattr(item, '__float__') and not hasattr(item, '__index__'):
                raise TypeError(f'must be real number, not {type(item).__name__}')
            item = float(item)
            return item if code == 'd' else _struct.unpack('f', _struct.pack('f', item))[0]
        item = _index(item)
        bits = _SIZES[code] * 8
        least, most = (0, (1 << bits) - 1) if code.isupper() else (-1 << bits - 1, (1 << bits - 1) - 1)
        if not least <= item <= most:
            if code in 'bBhHi':
                word = 'less than minimum' if item < least else 'greater than maximum'
                raise OverflowError(f'{_NAMES[code]} is {word}')
            raise OverflowError("can't convert negative value to unsigned int" if item < 0 == least else
                                'Python int too large to convert to C ' + _NAMES[code])
        return item

    def _checked_all(self, items):
        items = list(items)
        code = self.typecode
        if code in 'uf' or not items:
            return [self._checked(item) for item in items]
        if code == 'd':
            return items if all(type(item) is float for item in items) else [self._checked(item) for item in items]
        if all(type(item) is int for item in items):
            # The least and the most stand for all.
            self._checked(min(items))
            self._checked(max(items))
            return items
        return [self._checked(item) for item in items]

    def _other(self, other, what):
        if not isinstance(other, array):
            raise TypeError(f'can only {what} array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError('bad argument type for built-in operation')
        return other._items

    def _made(self, items):
        made = object.__new__(array)
        made.typecode, made._items = self.typecode, items
        return made

    def append(self, v, /):
        self._items.append(self._checked(v))

    def extend(self, bb, /):
        if isinstance(bb, array):
            if bb.typecode != self.typecode:
                raise TypeError('can only extend with array of same kind')
            self._items.extend(bb._items)
        else:
            for item in bb:
                self._items.append(self._checked(item))

    def insert(self, i, v, /):
        self._items.insert(i, self._checked(v))

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError('pop from empty array')
        try:
            return self._items.pop(i)
        except IndexError:
            raise IndexError('pop index out of range') from None

    def remove(self, v, /):
        try:
            self._items.remove(v)
        except ValueError:
            raise ValueError('array.remove(x): x not in array') from None

    def index(self, v, start=0, stop=9223372036854775807, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError('array.index(x): x not in array') from None

    def count(self, v, /):
        return self._items.count(v)

    def reverse(self):
        self._items.reverse()

    def buffer_info(self):
        return id(self), len(self._items)

    def byteswap(self):
        data = self.tobytes()
        size = self.itemsize
        swapped = b''.join([data[at:at + size][::-1] for at in range(0, len(data), size)])
        self._items = []
        self.frombytes(swapped)

    def tobytes(self):
        if self.typecode == 'u':
            return ''.join(self._items).encode('utf-32-le', 'surrogatepass')
        return _struct.pack(f'{len(self._items)}{self.typecode}', *self._items)

    def frombytes(self, buffer, /):
        if isinstance(buffer, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        buffer = bytes(buffer)
        count, rest = divmod(len(buffer), self.itemsize)
        if rest:
            raise ValueError('bytes length not a multiple of item size')
        if self.typecode == 'u':
            self._items.extend(buffer.decode('utf-32-le', 'surrogatepass'))
        else:
            self._items.extend(_struct.unpack(f'{count}{self.typecode}', buffer))

    def tofile(self, f, /):
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        if n < 0:
            raise ValueError('negative count')
        data = f.read(n * self.itemsize)
        self.frombytes(data[:len(data) // self.itemsize * self.itemsize])
        if len(data) < n * self.itemsize:
            raise EOFError('read() didn\'t return enough bytes')

    def tolist(self):
        return self._items.copy()

    def fromlist(self, list, /):
        if not isinstance(list, type([])):
            raise TypeError('arg must be list')
        self._items.extend(self._checked_all(list))

    def tounicode(self):
        if self.typecode != 'u':
            raise ValueError("tounicode() may only be called on unicode type arrays ('u')")
        return ''.join(self._items)

    def fromunicode(self, ustr, /):
        if self.typecode != 'u':
            raise ValueError("fromunicode() may only be called on unicode type arrays ('u')")
        self._items.extend(ustr)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, item):
        return item in self._items

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._made(self._items[key])
        try:
            return self._items[key]
        except IndexError:
            raise IndexError('array index out of range') from None
        except TypeError:
            raise TypeError('array indices must be integers') from None

    def __setitem__(self, key, value):
        if isinstance(key, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            if value.typecode != self.typecode:
                raise TypeError('bad argument type for built-in operation')
            self._items[key] = value._items
            return
        value = self._checked(value)
        try:
            self._items[key] = value
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __delitem__(self, key):
        try:
            del self._items[key]
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __add__(self, other):
        return self._made(self._items + self._other(other, 'append'))

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, count):
        return self._made(self._items * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        self._items *= count
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __copy__(self):
        return self._made(self._items.copy())

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce_ex__(self, protocol):
        return array, (self.typecode, self.tolist()), None

    def __buffer__(self, flags):
        return memoryview(self.tobytes())

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        items = ''.join(self._items) if self.typecode == 'u' else self._items
        return f"array('{self.typecode}', {items!r})"

    __class_getitem__ = classmethod(type(list[int]))


ArrayType = array
_MutableSequence.register(array)
