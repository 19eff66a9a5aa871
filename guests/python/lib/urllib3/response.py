"""Answers."""

import io

from _http_exchange import ReadTimeout

from ._collections import HTTPHeaderDict
from ._decoders import decoder
from .exceptions import HTTPError, IncompleteRead, ProtocolError, ReadTimeoutError

# Bytes that are read at a time.
_PART_BYTES = 2 ** 16


class BaseHTTPResponse(io.IOBase):
    """What every answer has."""


class HTTPResponse(BaseHTTPResponse):
    """An answer: `status`, `reason`, `headers`; its body is in `data` or is read."""

    REDIRECT_STATUSES = [301, 302, 303, 307, 308]
    CONTENT_DECODERS = ['gzip', 'x-gzip', 'deflate']

    def __init__(self, body='', headers=None, status=0, version=11, reason=None, preload_content=True, decode_content=True,
                 original_response=None, pool=None, connection=None, msg=None, retries=None, enforce_content_length=True,
                 request_method=None, request_url=None, auto_close=True):
        has_exchange = hasattr(body, 'headers') and hasattr(body, 'status')
        if has_exchange:
            headers, status, reason = body.headers, body.status, body.reason
        self.headers = headers if isinstance(headers, HTTPHeaderDict) else HTTPHeaderDict(headers)
        self.status = status
        self.reason = reason
        self.version = version
        self.version_string = 'HTTP/1.1'
        self.retries = retries
        self.decode_content = decode_content
        self.connection = connection
        self.auto_close = auto_close
        self._original_response = self if has_exchange else original_response
        self._pool = pool
        self._method = request_method
        self._request_url = request_url
        self._body = None
        self._given_up = False
        # Where bytes come from; those that have been decoded and not read; how many came.
        self._fp = None
        self._kept = b''
        self._fp_bytes_read = 0
        if isinstance(body, (str, bytes)):
            self._body = body or None
        elif has_exchange or hasattr(body, 'read'):
            self._fp = body
        coding = self.headers.get('content-encoding', '').lower()
        self._decoder = decoder(coding) if coding else None
        length = self.headers.get('content-length', '')
        no_body = self.status in (204, 304) or 100 <= self.status < 200 or request_method == 'HEAD'
        self.chunked = 'chunked' in self.headers.get('transfer-encoding', '').lower()
        self.length_remaining = 0 if no_body else int(length) if length.isdecimal() and not self.chunked else None
        if preload_content and self._body is None:
            self._body = self.read(decode_content=decode_content)

    # For those who take it for an answer of http.client.

    @property
    def msg(self):
        return self.headers

    @property
    def fp(self):
        return self._fp

    def isclosed(self):
        return self._fp is None and not self._kept

    def info(self):
        return self.headers

    def getheaders(self):
        return self.headers

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def geturl(self):
        return self._request_url

    @property
    def url(self):
        return self._request_url

    @url.setter
    def url(self, url):
        self._request_url = url

    def get_redirect_location(self):
        """Where it redirects to; None or False if it does not."""
        return self.headers.get('location') if self.status in self.REDIRECT_STATUSES else False

    @property
    def data(self):
        """The whole body."""
        if self._body is None:
            self._body = self.read()
        return self._body

    def json(self):
        """The body, parsed as JSON."""
        from json import loads
        return loads(self.data.decode('utf-8'))

    # The body.

    def _end(self):
        fp, self._fp = self._fp, None
        if fp is not None:
            fp.close()

    def _part(self, most=_PART_BYTES):
        """The next bytes as they came; none at the end."""
        if self._fp is None:
            return b''
        try:
            part = self._fp.read(most)
        except ReadTimeout:
            self._end()
            raise ReadTimeoutError(self._pool, None, 'Read timed out.') from None
        except OSError as error:
            self._end()
            if self.length_remaining:
                error = IncompleteRead(self._fp_bytes_read, self.length_remaining)
            raise ProtocolError(f'Connection broken: {error!r}', error) from error
        self._fp_bytes_read += len(part)
        if self.length_remaining is not None:
            self.length_remaining -= len(part)
        if not part:
            self._end()
        return part

    def _decoded(self, decode_content, most=_PART_BYTES):
        """The next bytes, decoded if that is wanted; none at the end."""
        decodes = self._decoder is not None and (self.decode_content if decode_content is None else decode_content)
        while True:
            part = self._part(most)
            if not decodes:
                return part
            decoded = self._decoder.decompress(part) if part else self._decoder.flush()
            if decoded or not part:
                return decoded

    def read(self, amt=None, decode_content=None, cache_content=False):
        """The rest of the body, or so many bytes of it; fewer at its end."""
        if amt is not None and amt >= 0:
            while len(self._kept) < amt:
                part = self._decoded(decode_content, max(amt - len(self._kept), 1) if self._decoder is None else _PART_BYTES)
                if not part:
                    break
                self._kept += part
            part, self._kept = self._kept[:amt], self._kept[amt:]
            return part
        parts, self._kept = [self._kept], b''
        while part := self._decoded(decode_content):
            parts.append(part)
        content = b''.join(parts)
        if cache_content:
            self._body = content
        return content

    def read1(self, amt=None, decode_content=None):
        """What is there, waiting only if there is nothing; at most so many bytes."""
        if amt == 0:
            return b''
        if not self._kept:
            self._kept = self._decoded(decode_content)
        amt = len(self._kept) if amt is None or amt < 0 else amt
        part, self._kept = self._kept[:amt], self._kept[amt:]
        return part

    def stream(self, amt=_PART_BYTES, decode_content=None):
        """The body in parts of so many bytes. One whose length is not known comes as it arrives, in parts of at most so many."""
        take = self.read if self.length_remaining is not None and amt is not None else self.read1
        while part := take(amt, decode_content):
            yield part

    def read_chunked(self, amt=None, decode_content=None):
        return self.stream(amt, decode_content)

    def supports_chunked_reads(self):
        return True

    def readinto(self, b):
        part = self.read(len(b))
        b[:len(part)] = part
        return len(part)

    def readline(self, size=-1):
        """The next line."""
        size = -1 if size is None else size
        searched = 0
        while True:
            end = self._kept.find(b'\n', searched) + 1
            if end or 0 <= size <= len(self._kept):
                break
            searched = len(self._kept)
            part = self._decoded(None)
            if not part:
                break
            self._kept += part
        end = end or len(self._kept)
        end = end if size < 0 else min(end, size)
        line, self._kept = self._kept[:end], self._kept[end:]
        return line

    def __iter__(self):
        while line := self.readline():
            yield line

    def tell(self):
        return self._fp_bytes_read

    def readable(self):
        return True

    def flush(self):
        pass

    def release_conn(self):
        """Nothing: a connection is free when the body has been read, or is given up."""

    def drain_conn(self):
        """Give up what has not been read."""
        self._kept = b''
        self._end()

    def close(self):
        self._given_up = True
        self.drain_conn()

    @property
    def closed(self):
        return self._given_up or self.isclosed() and self.auto_close

    def shutdown(self):
        self.close()
