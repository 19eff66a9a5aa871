"""Functions that make iterators for loops. The classes keep their state in themselves, so any of them may wait."""


from _operator import index


class count:
    def __init__(self, start=0, step=1):
        for number in (start, step):
            if not hasattr(type(number), '__add__') or isinstance(number, (str, bytes, list, tuple)):
                raise TypeError('a number is required')
        self._next, self._step = start, step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if self._step == 1 and type(self._step) is int:
            return f'count({self._next!r})'
        return f'count({self._next!r}, {self._step!r})'


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(index(times), 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if not self._left:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError('len() of unsized object')
        return self._left

    def __repr__(self):
        return f'repeat({self._object!r})' if self._left is None else f'repeat({self._object!r}, {self._left})'


class _Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


class chain(_Iterator):
    def __init__(self, *iterables):
        self._items = self._run(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._items = cls._run(iterables)
        return made

    @staticmethod
    def _run(iterables):
        for iterable in iterables:
            yield from iterable


class cycle(_Iterator):
    def __init__(self, iterable):
        self._items = self._run(iter(iterable))

    @staticmethod
    def _run(iterator):
        saved = []
        for item in iterator:
            saved.append(item)
            yield item
        while saved:
            yield from saved


class accumulate(_Iterator):
    def __init__(self, iterable, func=None, *, initial=None):
        self._items = self._run(iter(iterable), func, initial)

    @staticmethod
    def _run(iterator, func, total):
        if total is None:
            for total in iterator:
                break
            else:
                return
        yield total
        for item in iterator:
            total = total + item if func is None else func(total, item)
            yield total


class islice(_Iterator):
    def __init__(self, iterable, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError(f'islice expected at least 2 arguments, got {1 + len(bounds)}')
        parts = slice(*bounds)
        start, stop, step = parts.start, parts.stop, parts.step
        start = 0 if start is None else start
        step = 1 if step is None else step
        if stop is not None and (not isinstance(stop, int) or stop < 0):
            raise ValueError('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
                             if len(bounds) == 1 else
                             'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        if not isinstance(start, int) or start < 0:
            raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        if not isinstance(step, int) or step < 1:
            raise ValueError('Step for islice() must be a positive integer or None.')
        self._items = self._run(iter(iterable), start, stop, step)

    @staticmethod
    def _run(iterator, start, stop, step):
        place = 0
        wanted = start
        while stop is None or wanted < stop:
            while place < wanted:
                try:
                    next(iterator)
                except StopIteration:
                    return
                place += 1
            try:
                item = next(iterator)
            except StopIteration:
                return
            place += 1
            yield item
            wanted += step
        while stop is not None and place < stop and start <= stop:
            try:
                next(iterator)
            except StopIteration:
                return
            place += 1


class takewhile(_Iterator):
    def __init__(self, predicate, iterable, /):
        self._items = self._run(predicate, iter(iterable))

    @staticmethod
    def _run(predicate, iterator):
        for item in iterator:
            if not predicate(item):
                return
            yield item


class dropwhile(_Iterator):
    def __init__(self, predicate, iterable, /):
        self._items = self._run(predicate, iter(iterable))

    @staticmethod
    def _run(predicate, iterator):
        for item in iterator:
            if not predicate(item):
                yield item
                break
        yield from iterator


class filterfalse(_Iterator):
    def __init__(self, function, iterable, /):
        self._items = self._run(bool if function is None else function, iter(iterable))

    @staticmethod
    def _run(function, iterator):
        for item in iterator:
            if not function(item):
                yield item


class starmap(_Iterator):
    def __init__(self, function, iterable, /):
        self._items = self._run(function, iter(iterable))

    @staticmethod
    def _run(function, iterator):
        for arguments in iterator:
            yield function(*tuple(arguments))


class compress(_Iterator):
    def __init__(self, data, selectors):
        self._items = (item for item, wanted in zip(data, selectors) if wanted)


class zip_longest(_Iterator):
    def __init__(self, *iterables, fillvalue=None):
        self._items = self._run([iter(each) for each in iterables], fillvalue)

    @staticmethod
    def _run(iterators, fill):
        running = len(iterators)
        while running:
            row = []
            for place, iterator in enumerate(iterators):
                if iterator is None:
                    row.append(fill)
                    continue
                try:
                    row.append(next(iterator))
                except StopIteration:
                    running -= 1
                    if not running:
                        return
                    iterators[place] = None
                    row.append(fill)
            yield tuple(row)


class product(_Iterator):
    def __init__(self, *iterables, repeat=1):
        repeat = index(repeat)
        if repeat < 0:
            raise ValueError('repeat argument cannot be negative')
        self._items = self._run([tuple(each) for each in iterables] * repeat)

    @staticmethod
    def _run(pools):
        if not all(pools):
            return
        places = [0] * len(pools)
        while True:
            yield tuple([pool[place] for pool, place in zip(pools, places)])
            for turn in range(len(pools) - 1, -1, -1):
                places[turn] += 1
                if places[turn] < len(pools[turn]):
                    break
                places[turn] = 0
            else:
                return


class permutations(_Iterator):
    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is not None and not isinstance(r, int):
            raise TypeError('Expected int as r')
        if r is not None and r < 0:
            raise ValueError('r must be non-negative')
        self._items = self._run(pool, len(pool) if r is None else r)

    @staticmethod
    def _run(pool, r):
        n = len(pool)
        if r > n:
            return
        indices = list(range(n))
        cycles = list(range(n, n - r, -1))
        yield tuple([pool[i] for i in indices[:r]])
        while n:
            for i in range(r - 1, -1, -1):
                cycles[i] -= 1
                if cycles[i] == 0:
                    indices[i:] = indices[i + 1:] + indices[i:i + 1]
                    cycles[i] = n - i
                else:
                    j = cycles[i]
                    indices[i], indices[-j] = indices[-j], indices[i]
                    yield tuple([pool[i] for i in indices[:r]])
                    break
            else:
                return


class combinations(_Iterator):
    def __init__(self, iterable, r):
        r = index(r)
        if r < 0:
            raise ValueError('r must be non-negative')
        self._items = self._run(tuple(iterable), r)

    @staticmethod
    def _run(pool, r):
        n = len(pool)
        if r > n:
            return
        indices = list(range(r))
        yield tuple([pool[i] for i in indices])
        while True:
            for i in range(r - 1, -1, -1):
                if indices[i] != i + n - r:
                    break
            else:
                return
            indices[i] += 1
            for j in range(i + 1, r):
                indices[j] = indices[j - 1] + 1
            yield tuple([pool[i] for i in indices])


class combinations_with_replacement(_Iterator):
    def __init__(self, iterable, r):
        r = index(r)
        if r < 0:
            raise ValueError('r must be non-negative')
        self._items = self._run(tuple(iterable), r)

    @staticmethod
    def _run(pool, r):
        n = len(pool)
        if not n and r:
            return
        indices = [0] * r
        yield tuple([pool[i] for i in indices])
        while True:
            for i in range(r - 1, -1, -1):
                if indices[i] != n - 1:
                    break
            else:
                return
            indices[i:] = [indices[i] + 1] * (r - i)
            yield tuple([pool[i] for i in indices])


class pairwise(_Iterator):
    def __init__(self, iterable, /):
        self._items = self._run(iter(iterable))

    @staticmethod
    def _run(iterator):
        for before in iterator:
            break
        else:
            return
        for item in iterator:
            yield before, item
            before = item


class batched(_Iterator):
    def __init__(self, iterable, n):
        if n < 1:
            raise ValueError('n must be at least one')
        self._items = self._run(iter(iterable), n)

    @staticmethod
    def _run(iterator, n):
        batch = []
        for item in iterator:
            batch.append(item)
            if len(batch) == n:
                yield tuple(batch)
                batch = []
        if batch:
            yield tuple(batch)


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._pending = []
        self._group = None
        self._done = False

    def __iter__(self):
        return self

    def _advance(self):
        try:
            item = next(self._iterator)
        except StopIteration:
            self._done = True
            return
        self._pending.append((item if self._key is None else self._key(item), item))

    def __next__(self):
        if self._group is not None:
            for _ in self._group:
                pass
        if not self._pending:
            self._advance()
        if self._done and not self._pending:
            raise StopIteration
        key = self._pending[0][0]
        self._group = self._items(key)
        return key, self._group

    def _items(self, key):
        while self._pending and self._pending[0][0] == key:
            yield self._pending.pop()[1]
            self._advance()


class _Tee:
    def __init__(self, source, shared, place):
        self._source, self._shared, self._place = source, shared, place

    def __iter__(self):
        return self

    def __next__(self):
        if self._place == len(self._shared):
            self._shared.append(next(self._source))
        item = self._shared[self._place]
        self._place += 1
        return item

    def __copy__(self):
        return _Tee(self._source, self._shared, self._place)


def tee(iterable, n=2):
    if n < 0:
        raise ValueError('n must be >= 0')
    source, shared = iter(iterable), []
    return tuple([_Tee(source, shared, 0) for _ in range(n)])


for _class in (count, repeat, chain, cycle, accumulate, islice, takewhile, dropwhile, filterfalse, starmap, compress,
               zip_longest, product, permutations, combinations, combinations_with_replacement, pairwise, batched,
               groupby):
    _class.__name__ = f'itertools.{_class.__name__}'
del _class
