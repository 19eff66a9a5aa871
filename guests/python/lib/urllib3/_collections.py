"""Headers by name."""

from collections.abc import Mapping, MutableMapping

__all__ = ['HTTPHeaderDict']


class HTTPHeaderDict(MutableMapping):
    """Headers: names in any case, several values for one name. `items` has each of them, `[name]` joins them by commas."""

    def __init__(self, headers=None, **kwargs):
        # Of each name in lower case: the name as it was first given, and the values.
        self._container = {}
        if headers is not None:
            self.extend(headers)
        if kwargs:
            self.extend(kwargs)

    def __setitem__(self, key, val):
        key = _text(key)
        self._container[key.lower()] = [key, val]

    def __getitem__(self, key):
        return ', '.join(self._container[_text(key).lower()][1:])

    def __delitem__(self, key):
        del self._container[_text(key).lower()]

    def __contains__(self, key):
        key = _text(key)
        return isinstance(key, str) and key.lower() in self._container

    def setdefault(self, key, default=''):
        return super().setdefault(key, default)

    def __eq__(self, other):
        if not isinstance(other, HTTPHeaderDict):
            try:
                other = HTTPHeaderDict(other)
            except (TypeError, ValueError):
                return False
        return self._merged() == other._merged()

    def _merged(self):
        return {name.lower(): value for name, value in self.itermerged()}

    def __len__(self):
        return len(self._container)

    def __iter__(self):
        for values in self._container.values():
            yield values[0]

    def discard(self, key):
        self._container.pop(_text(key).lower(), None)

    def add(self, key, val, *, combine=False):
        """Add a value to those of a name; with `combine`, to the last of them, by a comma."""
        key = _text(key)
        values = self._container.setdefault(key.lower(), [key])
        if combine and len(values) > 1:
            values[-1] = f'{values[-1]}, {val}'
        else:
            values.append(val)

    def extend(self, *args, **kwargs):
        """Add the headers of a mapping, or of pairs."""
        if len(args) > 1:
            raise TypeError(f'extend() takes at most 1 positional arguments ({len(args)} given)')
        other = args[0] if args else ()
        if isinstance(other, HTTPHeaderDict):
            pairs = other.iteritems()
        elif isinstance(other, Mapping):
            pairs = other.items()
        elif hasattr(other, 'keys') and hasattr(other, '__getitem__'):
            pairs = [(key, other[key]) for key in other.keys()]
        else:
            pairs = other
        for key, value in pairs:
            self.add(key, value)
        for key, value in kwargs.items():
            self.add(key, value)

    def getlist(self, key, default=()):
        """All values of a name, in order."""
        values = self._container.get(_text(key).lower())
        if values is not None:
            return values[1:]
        return [] if default == () else default

    getheaders = getallmatchingheaders = iget = get_all = getlist

    def __repr__(self):
        return f'{type(self).__name__}({dict(self.itermerged())})'

    def copy(self):
        return type(self)(self)

    def iteritems(self):
        """Each pair of a name and a value."""
        for name, *values in self._container.values():
            for value in values:
                yield name, value

    def itermerged(self):
        """Each name, with its values joined by commas."""
        for name, *values in self._container.values():
            yield name, ', '.join(values)

    def items(self):
        return list(self.iteritems())

    def __ior__(self, other):
        self.extend(other)
        return self

    def __or__(self, other):
        result = self.copy()
        result.extend(other)
        return result

    def __ror__(self, other):
        result = type(self)(other)
        result.extend(self)
        return result


def _text(key):
    return key.decode('latin-1') if isinstance(key, bytes) else key
