class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self


class LRU:
    """A dictionary of bounded size that forgets what was used least recently."""

    def __init__(self, size, on_evict=lambda key, value: None):
        if size < 1:
            raise ValueError(f"size must be at least 1, not {size}")
        self.size, self.on_evict = size, on_evict
        self.table, self.root = {}, Node()
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _push(self, node):
        last = self.root.before
        last.after = self.root.before = node
        node.before, node.after = last, self.root

    def __getitem__(self, key):
        try:
            node = self.table[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self._unlink(node)
        self._push(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.table:
            self._unlink(self.table[key])
        elif len(self.table) >= self.size:
            oldest = self.root.after
            self._unlink(oldest)
            del self.table[oldest.key]
            self.on_evict(oldest.key, oldest.value)
        node = self.table[key] = Node(key, value)
        self._push(node)

    def __delitem__(self, key):
        self._unlink(self.table.pop(key))

    def __contains__(self, key):
        return key in self.table

    def __len__(self):
        return len(self.table)

    def __iter__(self):
        node = self.root.after
        while node is not self.root:
            yield node.key
            node = node.after

    def __reversed__(self):
        node = self.root.before
        while node is not self.root:
            yield node.key
            node = node.before

    def __repr__(self):
        return f"LRU({', '.join(f'{k!r}: {self.table[k].value!r}' for k in self)})"


evicted = []
cache = LRU(3, on_evict=lambda *pair: evicted.append(pair))
for word in "one two three one four two five".split():
    try:
        cache[word] += 1
    except KeyError:
        cache[word] = 1
    print(word, cache)
print(evicted, cache.hits, cache.misses, list(reversed(cache)), "one" in cache, len(cache))
del cache["two"]
print(cache, list(cache))
for code in ["cache['gone']", "LRU(0)", "del cache['gone']"]:
    try:
        exec(code)
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)


def memoize(size):
    def decorate(f):
        cache = LRU(size)

        def wrapper(*args):
            if args not in cache:
                cache[args] = f(*args)
            return cache[args]

        wrapper.cache = cache
        return wrapper

    return decorate


@memoize(50)
def paths(right, down):
    return 1 if not right or not down else paths(right - 1, down) + paths(right, down - 1)


print(paths(12, 12), len(paths.cache), paths.cache.hits > 0)
