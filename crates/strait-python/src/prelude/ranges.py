# Ranges beyond 64 bits.

_range_class = range


def _long_range(start, stop=None, step=1):
    if stop is None:
        start, stop = 0, start
    start, stop, step = _index(start), _index(stop), _index(step)
    if step == 0:
        raise ValueError('range() arg 3 must not be zero')
    made = _with_class(_LongRange, range(0))
    made._bounds = start, stop, step
    if step > 0:
        made._count = max((stop - start + step - 1) // step, 0)
    else:
        made._count = max((start - stop - step - 1) // -step, 0)
    return made


def _read_only(self, value):
    raise AttributeError('readonly attribute')


def _long_range_class():
    class range(_range_class):
        start = property(lambda self: self._bounds[0], _read_only)
        stop = property(lambda self: self._bounds[1], _read_only)
        step = property(lambda self: self._bounds[2], _read_only)

        def __len__(self):
            if self._count > 9223372036854775807:
                raise OverflowError('Python int too large to convert to C ssize_t')
            return self._count

        def __bool__(self):
            return self._count > 0

        def __getitem__(self, key):
            start, stop, step = self._bounds
            if isinstance(key, slice):
                first, last, stride = _long_slice(key, self._count)
                return _range_class(start + first * step, start + last * step, step * stride)
            if _type_lookup(_class_of(key), '__index__') is None:
                raise TypeError(f'range indices must be integers or slices, not {_class_of(key).__name__}')
            place = _index(key)
            if place < 0:
                place += self._count
            if place < 0 or place >= self._count:
                raise IndexError('range object index out of range')
            return start + place * step

        def __contains__(self, value):
            if type(value) is not int and type(value) is not bool:
                return _contains(iter(self), value)
            start, stop, step = self._bounds
            inside = start <= value < stop if step > 0 else stop < value <= start
            return inside and (value - start) % step == 0

        def __iter__(self):
            start, stop, step = self._bounds
            return longrange_iterator(start, step, self._count)

        def __reversed__(self):
            start, stop, step = self._bounds
            return longrange_iterator(start + (self._count - 1) * step, -step, self._count)

        def __eq__(self, other):
            if not isinstance(other, _range_class):
                return NotImplemented
            if not isinstance(other, _LongRange):
                other = _long_range(other.start, other.stop, other.step)
            if self._count != other._count or self._count == 0:
                return self._count == other._count
            return self.start == other.start and (self._count == 1 or self.step == other.step)

        def __hash__(self):
            start, stop, step = self._bounds
            if not self._count:
                return hash((0, None, None))
            return hash((self._count, start, None if self._count == 1 else step))

        def __repr__(self):
            start, stop, step = self._bounds
            return f'range({start}, {stop})' if step == 1 else f'range({start}, {stop}, {step})'

        def index(self, value):
            if value not in self:
                raise ValueError(f'{value!r} is not in range')
            start, stop, step = self._bounds
            return (value - start) // step

        def count(self, value):
            return int(value in self)

    class longrange_iterator:
        def __init__(self, next, step, left):
            self._next, self._step, self._left = next, step, left

        def __iter__(self):
            return self

        def __next__(self):
            if not self._left:
                raise StopIteration
            self._left -= 1
            value = self._next
            self._next += self._step
            return value

        def __length_hint__(self):
            return self._left

    return range


def _range_part(of, key):
    return _long_range(of.start, of.stop, of.step)[key]


def _slice_indices(key, length):
    length = _index(length)
    if length < 0:
        raise ValueError('length should not be negative')
    first, last, stride = _long_slice(key, length)
    return first, last, stride


def _slice_part(value):
    if _type_lookup(_class_of(value), '__index__') is None:
        raise TypeError('slice indices must be integers or None or have an __index__ method')
    return _index(value)


def _long_slice(key, length):
    stride = 1 if key.step is None else _slice_part(key.step)
    if stride == 0:
        raise ValueError('slice step cannot be zero')
    lowest, highest = (-1, length - 1) if stride < 0 else (0, length)

    def limit(value, default):
        if value is None:
            return default
        value = _slice_part(value)
        if value < 0:
            value += length
        return min(max(value, lowest), highest)

    first = limit(key.start, highest if stride < 0 else lowest)
    last = limit(key.stop, lowest if stride < 0 else highest)
    return first, last, stride


_LongRange = _long_range_class()
