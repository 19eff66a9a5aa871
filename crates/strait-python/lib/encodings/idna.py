"""The codec `idna`: names of hosts (RFC 3490). Characters are mapped by the Unicode that the engine knows, not by 3.2."""

import codecs
import re
import unicodedata

__all__ = ['Codec', 'ToASCII', 'ToUnicode', 'getregentry', 'nameprep']

dots = re.compile('[\u002E\u3002\uFF0E\uFF61]')
ace_prefix = b'xn--'
# What means nothing in a name: soft hyphens, joiners, variation selectors and the like.
_nothing = re.compile('[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]')


def nameprep(label):
    """Map a label to its plain form; refuse characters that names must not have."""
    label = unicodedata.normalize('NFKC', _nothing.sub('', label).casefold())
    label = unicodedata.normalize('NFKC', label.casefold())
    for character in label:
        category = unicodedata.category(character)
        if category in ('Cc', 'Cf', 'Co', 'Cs', 'Zs', 'Zl', 'Zp') and character != ' ':
            raise UnicodeError(f'Invalid character {character!r}')
    ends = [unicodedata.bidirectional(character) in ('R', 'AL') for character in label]
    if any(ends):
        if any(unicodedata.bidirectional(character) == 'L' for character in label):
            raise UnicodeError('Violation of BIDI requirement 2')
        if not ends[0] or not ends[-1]:
            raise UnicodeError('Violation of BIDI requirement 3')
    return label


def _checked(label):
    if not label:
        raise UnicodeError('label empty')
    if len(label) > 63:
        raise UnicodeError('label too long')
    return label


def ToASCII(label):
    """The bytes of a label."""
    if label.isascii():
        return _checked(label.encode('ascii'))
    label = nameprep(label)
    if label.isascii():
        return _checked(label.encode('ascii'))
    if label.startswith('xn--'):
        raise UnicodeError('Label starts with ACE prefix')
    return _checked(ace_prefix + label.encode('punycode'))


def ToUnicode(label):
    """The text of a label."""
    label = label.encode('ascii') if isinstance(label, str) else bytes(label)
    if not label.lower().startswith(ace_prefix):
        return str(label, 'ascii')
    result = label[len(ace_prefix):].decode('punycode')
    if str(label, 'ascii').lower() != str(ToASCII(result), 'ascii'):
        raise UnicodeError('IDNA does not round-trip', label, result)
    return result


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        if errors != 'strict':
            raise UnicodeError(f'unsupported error handling {errors}')
        if not input:
            return b'', 0
        if input.isascii():
            labels = input.encode('ascii').split(b'.')
            for label in labels[:-1]:
                _checked(label)
            if len(labels[-1]) > 63:
                raise UnicodeError('label too long')
            return input.encode('ascii'), len(input)
        labels = dots.split(input)
        ending = b''
        if not labels[-1]:
            ending = b'.'
            labels.pop()
        return b'.'.join([ToASCII(label) for label in labels]) + ending, len(input)

    def decode(self, input, errors='strict'):
        if errors != 'strict':
            raise UnicodeError(f'unsupported error handling {errors}')
        input = bytes(input)
        labels = input.split(b'.')
        ending = ''
        if labels and not labels[-1]:
            ending = '.' if len(labels) > 1 else ''
            labels.pop()
        return '.'.join([ToUnicode(label) for label in labels]) + ending, len(input)


def getregentry():
    codec = Codec()
    return codecs.CodecInfo(name='idna', encode=codec.encode, decode=codec.decode)
