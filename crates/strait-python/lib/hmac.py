"""Message authentication with a key and a hash (RFC 2104)."""

import hashlib

import _hashlib
from _hashlib import compare_digest

__all__ = ['HMAC', 'compare_digest', 'digest', 'new', 'trans_36', 'trans_5C', 'digest_size']

trans_5C = bytes([byte ^ 0x5C for byte in range(256)])
trans_36 = bytes([byte ^ 0x36 for byte in range(256)])

# Only an instance has one.
digest_size = None


def _make_hash(digestmod, data=b''):
    if isinstance(digestmod, str):
        return hashlib.new(digestmod, data)
    return digestmod(data) if callable(digestmod) else digestmod.new(data)


class HMAC:
    """A message authentication code in the making."""

    # Of a hash that does not tell; RFC 2104, section 2.
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        self._outer = _make_hash(digestmod)
        self._inner = _make_hash(digestmod)
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, 'block_size', self.blocksize)
        if len(key) > self.block_size:
            key = _make_hash(digestmod, key).digest()
        key = bytes(key).ljust(self.block_size, b'\0')
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def _finished(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer

    def digest(self):
        return self._finished().digest()

    def hexdigest(self):
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The code of a whole message."""
    if isinstance(digest, str):
        return _hashlib.hmac_digest(key, msg, digest)
    return HMAC(key, msg, digest).digest()
