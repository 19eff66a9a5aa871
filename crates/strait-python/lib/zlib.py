"""Deflated data, bare or in the wrappings of zlib and gzip."""

from _zlib import adler32, compress, compressobj, crc32, decompress, decompressobj, error

ZLIB_VERSION = ZLIB_RUNTIME_VERSION = '1.3'
DEFLATED = 8
MAX_WBITS = 15
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384
Z_NO_COMPRESSION = 0
Z_BEST_SPEED = 1
Z_BEST_COMPRESSION = 9
Z_DEFAULT_COMPRESSION = -1
Z_DEFAULT_STRATEGY = 0
Z_FILTERED = 1
Z_HUFFMAN_ONLY = 2
Z_RLE = 3
Z_FIXED = 4
Z_NO_FLUSH = 0
Z_PARTIAL_FLUSH = 1
Z_SYNC_FLUSH = 2
Z_FULL_FLUSH = 3
Z_FINISH = 4
Z_BLOCK = 5
Z_TREES = 6


class _ZlibDecompressor:
    """Unpacks one stream and keeps by itself what it could not use yet."""

    def __init__(self, wbits=MAX_WBITS, zdict=b''):
        self._stream = decompressobj(wbits)
        self._waiting = b''
        self.needs_input = True

    @property
    def eof(self):
        return self._stream.eof

    @property
    def unused_data(self):
        return self._stream.unused_data

    def decompress(self, data, max_length=-1):
        if self.eof:
            raise EOFError('End of stream already reached')
        self._waiting += data
        if not max_length:
            return b''
        part = self._stream.decompress(self._waiting, max(max_length, 0))
        self._waiting = self._stream.unconsumed_tail
        self.needs_input = not self.eof and (max_length < 0 or len(part) < max_length)
        return part
