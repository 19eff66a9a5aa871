"""Answers of `http.client`."""

import io

from _http_exchange import ReadTimeout
from email.message import Message

from ._client_errors import HTTPException, IncompleteRead, LineTooLong, ResponseNotReady

_LONGEST_LINE = 65536
_MOST_HEADERS = 100


class HTTPMessage(Message):
    """The headers of an answer."""

    def getallmatchingheaders(self, name):
        name = name.lower() + ':'
        return [line for line in self.keys() if line[:len(name)].lower() == name]


class HTTPResponse(io.BufferedIOBase):
    """An answer: a file to read its body from. `status`, `reason`, `headers`; `version` is always 11."""

    def __init__(self, exchange, debuglevel=0, method=None, url=None):
        self.fp = exchange
        self.debuglevel = debuglevel
        self.headers = self.msg = None
        self.version = self.status = self.reason = self.chunked = self.length = self.will_close = 'UNKNOWN'
        self._method = method
        # What has been taken from the exchange and not been read.
        self._kept = b''

    def begin(self):
        if self.headers is not None:
            return
        self.code = self.status = self.fp.status
        self.reason = self.fp.reason
        self.version = 11
        self.headers = self.msg = HTTPMessage()
        for name, value in self.fp.headers:
            self.headers.set_raw(name, value)
        self.chunked = self.headers.get('transfer-encoding', '').lower() == 'chunked'
        self.will_close = 'close' in self.headers.get('connection', '').lower()
        length = self.headers.get('content-length', '')
        self.length = int(length) if length.isdecimal() and not self.chunked else None
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == 'HEAD':
            self.length = 0
        if self.length == 0:
            self._end()

    # The body.

    def _end(self):
        exchange, self.fp = self.fp, None
        if exchange is not None:
            exchange.close()

    def _more(self, most=65536):
        """Takes the next part; whether there was one. IncompleteRead: the connection broke off."""
        if self.fp is None:
            return False
        try:
            part = self.fp.read(most)
        except ReadTimeout:
            self._end()
            raise TimeoutError('timed out') from None
        except OSError as error:
            self._end()
            raise IncompleteRead(self._take(None), self.length) from error
        if not part:
            self._end()
            return False
        self._kept += part
        return True

    def _take(self, count):
        if count is None:
            part, self._kept = self._kept, b''
        else:
            part, self._kept = self._kept[:count], self._kept[count:]
        if self.length is not None:
            self.length -= len(part)
            if self.length <= 0:
                self._end()
        return part

    def read(self, amt=None):
        """The whole of the body, or so many bytes of it; fewer at its end. IncompleteRead: it ended early."""
        if amt is not None and amt >= 0:
            while len(self._kept) < amt and self._more(amt - len(self._kept)):
                pass
            return self._take(amt)
        if self.fp is None:
            return self._take(None)
        parts = [self._take(None)]
        try:
            while self._more():
                parts.append(self._take(None))
        except IncompleteRead as error:
            raise IncompleteRead(b''.join(parts) + error.partial, error.expected) from error.__cause__
        return b''.join(parts)

    def read1(self, n=-1):
        """What is there, waiting only if there is nothing; at most so many bytes."""
        if n == 0:
            return b''
        if not self._kept:
            self._more(n if n > 0 else 65536)
        return self._take(n if n > 0 else None)

    def peek(self, n=-1):
        """What is there, waiting only if there is nothing. It stays to be read."""
        if not self._kept:
            self._more()
        return self._kept

    def readinto(self, b):
        """Read into a buffer; the number of bytes."""
        view = memoryview(b)
        part = self.read(len(view))
        view[:len(part)] = part
        return len(part)

    def readline(self, limit=-1):
        """The next line, at most so many bytes of it."""
        if limit is None:
            limit = -1
        searched = 0
        while True:
            end = self._kept.find(b'\n', searched) + 1
            if end or 0 <= limit <= len(self._kept):
                break
            searched = len(self._kept)
            if not self._more():
                break
        end = end or len(self._kept)
        return self._take(end if limit < 0 else min(end, limit))

    def close(self):
        self._kept = b''
        try:
            super().close()
        finally:
            self._end()

    def isclosed(self):
        """Whether the body has been read, or was given up."""
        return self.fp is None and not self._kept

    def readable(self):
        return True

    def flush(self):
        pass

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    # What is known about it.

    def getheader(self, name, default=None):
        """The value of a header; those of the same name are joined by commas."""
        if self.headers is None:
            raise ResponseNotReady()
        values = self.headers.get_all(name) or default
        if isinstance(values, str) or not hasattr(values, '__iter__'):
            return values
        return ', '.join(values)

    def getheaders(self):
        """The pairs of names and values."""
        if self.headers is None:
            raise ResponseNotReady()
        return list(self.headers.items())

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status


def parse_headers(fp, _class=HTTPMessage):
    """The headers of a file that begins with them, up to the empty line."""
    headers = _class()
    name = None
    for count in range(_MOST_HEADERS + 2):
        line = fp.readline(_LONGEST_LINE + 1)
        if len(line) > _LONGEST_LINE:
            raise LineTooLong('header line')
        if line in (b'\r\n', b'\n', b''):
            if name is not None:
                headers.set_raw(name, value)
            return headers
        if count > _MOST_HEADERS - 1:
            raise HTTPException(f'got more than {_MOST_HEADERS} headers')
        text = line.decode('latin-1').rstrip('\r\n')
        if text[0] in ' \t' and name is not None:
            value = f'{value}\r\n{text}'
            continue
        if name is not None:
            headers.set_raw(name, value)
        name, _, value = text.partition(':')
        value = value.lstrip(' \t')
