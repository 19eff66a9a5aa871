"""Codecs written in Python. All others are the engine's."""

__all__ = ['normalize_encoding', 'search_function', 'CodecRegistryError']


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Make every run of other characters one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    parts = []
    for character in encoding:
        if character.isalnum() or character == '.':
            parts.append(character if character.isascii() else '')
        elif parts and parts[-1] != '_':
            parts.append('_')
    return ''.join(parts).rstrip('_')


def search_function(encoding):
    """What codecs.lookup finds, or None."""
    import codecs
    try:
        return codecs.lookup(encoding)
    except LookupError:
        return None
