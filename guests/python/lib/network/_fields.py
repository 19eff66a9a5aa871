"""The parts of a request that have names: headers, and the query's parameters."""

from collections.abc import Mapping

from ._http import header_pairs


class Headers(Mapping):
    """The headers of a request. Names have no case."""

    def __init__(self, block):
        self._values = {}
        for name, value in header_pairs(block):
            self._values.setdefault(name, []).append(value)

    def __getitem__(self, name):
        # RFC 9110 section 5.3, and RFC 9113 section 8.2.3 for cookies.
        name = name.lower()
        return ('; ' if name == 'cookie' else ', ').join(self._values[name])

    def __contains__(self, name):
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __repr__(self):
        return f'Headers({dict(self)!r})'

    def get_all(self, name):
        """The values of a header that occurs more than once."""
        return list(self._values.get(name.lower(), ()))


class Query(dict):
    """The parameters of a query, each with its first value."""

    def __init__(self, text):
        from urllib.parse import parse_qsl
        self._pairs = parse_qsl(text, keep_blank_values=True)
        for name, value in self._pairs:
            self.setdefault(name, value)

    def get_all(self, name):
        """All values of a parameter, in their order."""
        return [value for each, value in self._pairs if each == name]
