"""Digests of bytes."""

import _hashlib
from _hashlib import (md5, new as _new, sha1, sha224, sha256, sha384, sha3_224, sha3_256, sha3_384, sha3_512, sha512,
                      shake_128, shake_256)

__all__ = ['blake2b', 'blake2s', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha3_224', 'sha3_256', 'sha3_384',
           'sha3_512', 'sha512', 'shake_128', 'shake_256', 'new', 'algorithms_guaranteed', 'algorithms_available',
           'pbkdf2_hmac', 'file_digest']

algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s', 'sha3_224',
                         'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256'}
algorithms_available = set(algorithms_guaranteed) | {'sha512_256'}


def blake2b(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,
            node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
    return _hashlib._blake2(True, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset,
                            node_depth, inner_size, last_node)


blake2b.SALT_SIZE = blake2b.PERSON_SIZE = 16
blake2b.MAX_KEY_SIZE = blake2b.MAX_DIGEST_SIZE = 64


def blake2s(data=b'', /, *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,
            node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
    return _hashlib._blake2(False, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset,
                            node_depth, inner_size, last_node)


blake2s.SALT_SIZE = blake2s.PERSON_SIZE = 8
blake2s.MAX_KEY_SIZE = blake2s.MAX_DIGEST_SIZE = 32


def new(name, data=b'', **kwargs):
    if kwargs and name in ('blake2b', 'blake2s'):
        return globals()[name](data, **kwargs)
    return _new(name, data, **kwargs)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    size = _new(hash_name).digest_size
    if dklen is None:
        dklen = size
    if dklen < 1:
        raise ValueError('key length must be greater than 0.')
    key = b''
    block = 0
    while len(key) < dklen:
        block += 1
        last = sum = _hashlib.hmac_digest(password, bytes(salt) + block.to_bytes(4, 'big'), hash_name)
        left = iterations - 1
        while left:
            rounds = min(left, 10000)
            last, sum = _hashlib._pbkdf2_rounds(hash_name, password, last, sum, rounds)
            left -= rounds
        key += sum
    return key[:dklen]


def file_digest(fileobj, digest, /, *, _bufsize=262144):
    """The digest of a file of bytes."""
    made = new(digest) if isinstance(digest, str) else digest()
    while part := fileobj.read(_bufsize):
        made.update(part)
    return made
