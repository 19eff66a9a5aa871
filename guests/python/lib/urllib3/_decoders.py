"""Content codings. Data of gzip and deflate is decoded by the script's own engine."""

import zlib

from .exceptions import DecodeError


class _Deflate:
    """zlib's format, or for servers that know no better the bare one (RFC 9110 section 8.4.1.2)."""

    def __init__(self):
        self._decompressor = zlib.decompressobj()
        self._first = b''

    def decompress(self, data):
        try:
            decoded = self._decompressor.decompress(data)
        except zlib.error:
            if self._first is None:
                raise
            data, self._first = self._first + data, None
            self._decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._decompressor.decompress(data)
        if self._first is not None:
            self._first = None if decoded else self._first + data
        return decoded

    def flush(self):
        return self._decompressor.flush()


class _Gzip:
    """Members, one after the other; what comes after them and is none is left out."""

    def __init__(self):
        self._decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._is_first = True
        self._is_over = False

    def decompress(self, data):
        parts = []
        while data and not self._is_over:
            try:
                parts.append(self._decompressor.decompress(data))
            except zlib.error:
                if self._is_first:
                    raise
                self._is_over = True
                break
            data = self._decompressor.unused_data
            if data:
                self._is_first = False
                self._decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return b''.join(parts)

    def flush(self):
        return self._decompressor.flush()


class _Decoder:
    """Undoes codings, the last one first; `DecodeError` when the data is not what the header says."""

    def __init__(self, names):
        self._names = names
        self._decoders = [_Gzip() if name.endswith('gzip') else _Deflate() for name in reversed(names)]

    def decompress(self, data):
        try:
            for decoder in self._decoders:
                data = decoder.decompress(data)
        except zlib.error as error:
            coding = ', '.join(self._names)
            message = f'Received response with content-encoding: {coding}, but failed to decode it.'
            raise DecodeError(message, error) from error
        return data

    def flush(self):
        rest = b''
        for decoder in self._decoders:
            rest = (decoder.decompress(rest) if rest else b'') + decoder.flush()
        return rest


def decoder(codings):
    """What undoes the codings of a header; None where one of them is not known."""
    names = [name.strip() for name in codings.split(',')]
    return _Decoder(names) if all([name in ('gzip', 'x-gzip', 'deflate') for name in names]) else None
