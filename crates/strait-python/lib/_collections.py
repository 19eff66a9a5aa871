"""What collections rests on."""


class defaultdict(dict):
    """A dictionary that makes the values it lacks."""

    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        dict.__init__(self, *args, **keywords)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f'defaultdict({self.default_factory!r}, {dict.__repr__(self)})'

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made


class deque:
    """A list that is quick at both ends."""

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and not isinstance(maxlen, int):
            raise TypeError('an integer is required')
        if maxlen is not None and maxlen < 0:
            raise ValueError('maxlen must be non-negative')
        self._items, self._start, self._most = [], 0, maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._most

    def _compact(self):
        del self._items[:self._start]
        self._start = 0

    def append(self, item, /):
        self._items.append(item)
        if self._most is not None and len(self) > self._most:
            deque.popleft(self)

    def appendleft(self, item, /):
        if not self._start:
            room = max(16, len(self._items))
            self._items[:0] = [None] * room
            self._start = room
        self._start -= 1
        self._items[self._start] = item
        if self._most is not None and len(self) > self._most:
            deque.pop(self)

    def extend(self, iterable, /):
        if self._most is None and type(iterable) in (list, tuple, str, dict, set):
            self._items.extend(iterable)
            return
        for item in list(iterable) if iterable is self else iterable:
            deque.append(self, item)

    def extendleft(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            deque.appendleft(self, item)

    def pop(self):
        items = self._items
        if len(items) == self._start:
            raise IndexError('pop from an empty deque')
        return items.pop()

    def popleft(self):
        items, start = self._items, self._start
        if len(items) == start:
            raise IndexError('pop from an empty deque')
        item = items[start]
        items[start] = None
        self._start = start = start + 1
        if start > 32 and start * 2 > len(items):
            self._compact()
        return item

    def clear(self):
        self._items, self._start = [], 0

    def copy(self):
        return type(self)(self, self._most)

    __copy__ = copy

    def rotate(self, n=1, /):
        if not isinstance(n, int):
            raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
        items = self._list()
        if items:
            n %= len(items)
            self._items, self._start = items[-n:] + items[:-n] if n else items, 0

    def reverse(self):
        self._items, self._start = self._list()[::-1], 0

    def _list(self):
        return self._items[self._start:]

    def count(self, value, /):
        return self._list().count(value)

    def index(self, value, *bounds):
        try:
            return self._list().index(value, *bounds)
        except ValueError:
            raise ValueError(f'{value!r} is not in deque') from None

    def insert(self, index, value, /):
        if self._most is not None and len(self) >= self._most:
            raise IndexError('deque already at its maximum size')
        items = self._list()
        items.insert(index, value)
        self._items, self._start = items, 0

    def remove(self, value, /):
        items, start = self._items, self._start
        try:
            place = items.index(value, start)
        except ValueError:
            raise ValueError(f'{value!r} is not in deque') from None
        if items is not self._items or start != self._start:
            raise IndexError('deque mutated during iteration')
        if place == start:
            deque.popleft(self)
        else:
            del items[place]

    def _place(self, index):
        length = len(self)
        place = index + length if index < 0 else index
        if not 0 <= place < length:
            raise IndexError('deque index out of range')
        return self._start + place

    def __len__(self):
        return len(self._items) - self._start

    def __getitem__(self, index):
        if isinstance(index, slice):
            raise TypeError("sequence index must be integer, not 'slice'")
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        self._items[self._place(index)] = value

    def __delitem__(self, index):
        del self._items[self._place(index)]

    def __iter__(self):
        length = len(self)
        for place in range(length):
            if len(self) != length:
                raise RuntimeError('deque mutated during iteration')
            yield self._items[self._start + place]

    def __reversed__(self):
        return iter(self._list()[::-1])

    def __contains__(self, value):
        return value in self._list()

    def __eq__(self, other):
        return self._list() == other._list() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._list() < other._list() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._list() <= other._list() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._list() > other._list() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._list() >= other._list() if isinstance(other, deque) else NotImplemented

    __hash__ = None

    def __add__(self, other):
        if not isinstance(other, deque):
            if hasattr(type(other), '__radd__'):
                return NotImplemented
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return type(self)(self._list() * times, self._most)

    def __repr__(self):
        limit = '' if self._most is None else f', maxlen={self._most}'
        return f'{type(self).__name__}({self._list()!r}{limit})'

    def __class_getitem__(cls, item):
        return cls


deque.__name__, defaultdict.__name__ = 'collections.deque', 'collections.defaultdict'
deque.__module__ = defaultdict.__module__ = 'collections'
