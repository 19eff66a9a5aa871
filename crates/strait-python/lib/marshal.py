"""Code objects as bytes: they have no such form here. Other values have pickle and json."""

__all__ = ['dump', 'dumps', 'load', 'loads', 'version']

version = 4


def dumps(value, version=version, /):
    raise ValueError('unmarshallable object')


def dump(value, file, version=version, /):
    raise ValueError('unmarshallable object')


def loads(bytes, /):
    raise ValueError('bad marshal data (unknown type code)')


def load(file, /):
    raise ValueError('bad marshal data (unknown type code)')
