"""One HTTP request and its answer, in parts: what `http.client`, `urllib.request` and `requests` are made of."""

# The exceptions of failed calls are found in these two.
import socket as _socket
import ssl as _ssl

from _host import http_send, release, stream_open, stream_read, stream_shutdown, stream_write
from _task import cancel, current, discard, spawn, start_later, throw

# A body of up to so many bytes goes along with its request; a longer one is streamed.
_INLINE_BYTES = 1 << 20
# Bytes that are taken from a file, or passed to the host, at a time.
_PART_BYTES = 64 * 1024


class ReadTimeout(TimeoutError):
    """Nothing came in the time that the script gave; the connection is given up."""


class Exchange:
    """An answer: `status`, `reason`, `headers` (pairs of names, in lower case, and values), and its body, to be read."""

    def __init__(self, status, reason, headers, start, rest, timeout, upload):
        self.status = status
        self.reason = reason
        self.headers = headers
        self.timeout = timeout
        self._start = start
        self._rest = rest
        self._upload = upload
        if rest is None:
            self._end()

    def read(self, most=_PART_BYTES):
        """The next bytes of the body, at least one and at most so many; none at its end.

        OSError: the connection broke off. ReadTimeout: nothing came in time. Either ends the body.
        """
        if self._start:
            part, self._start = self._start[:most], self._start[most:]
            return part
        if self._rest is None:
            return b''
        try:
            part = in_time(self.timeout, stream_read, self._rest, most)
        except BaseException:
            self.close()
            raise
        if not part:
            self.close()
        return part or b''

    def close(self):
        """Give up what has not been read."""
        self._start = b''
        self._end()

    def _end(self):
        rest, self._rest = self._rest, None
        if rest is not None:
            release(rest)
        upload, self._upload = self._upload, None
        if upload is not None:
            cancel(upload)


def exchange(method, url, headers, body=None, timeout=None, read_timeout=None, encoding='latin-1'):
    """Send a request; returns the `Exchange` as soon as the head of the answer is there. Redirects are not followed.

    `headers` are pairs; the host frames the body, which is bytes, a file, or an iterable of bytes, and text in it is encoded.
    `timeout` is for the head, `read_timeout` for each part of the body, in seconds. OSError, ValueError: the host's sentence.
    """
    block = header_block(headers)
    if body is None or isinstance(body, (bytes, bytearray, memoryview)) and len(body) <= _INLINE_BYTES:
        reply = in_time(timeout, http_send, method, url, block, None if body is None else bytes(body), None, 'manual', False)
        upload = None
    else:
        reply, upload = _send_with_upload(method, url, block, parts_of(body, encoding), timeout)
    status, reason, block, _, start, rest = reply
    return Exchange(status, reason, header_pairs(block), start, rest, read_timeout, upload)


def in_time(seconds, call, *arguments):
    """Call a function that waits; ReadTimeout, thrown into it, when it takes longer than so many seconds."""
    if seconds is None:
        return call(*arguments)
    timer = start_later(seconds, throw, (current(), ReadTimeout('timed out')))
    try:
        return call(*arguments)
    finally:
        discard(timer)


def _send_with_upload(method, url, block, parts, timeout):
    handle = stream_open()
    upload = spawn(_upload, (handle, parts, current()))
    try:
        return in_time(timeout, http_send, method, url, block, None, handle, 'manual', False), upload
    except BaseException:
        cancel(upload)
        raise


def _upload(handle, parts, sender):
    """Writes a body. What its iterator raises is raised where the answer is waited for."""
    try:
        while True:
            try:
                part = next(parts, None)
            except Exception as error:
                throw(sender, error)
                return
            if part is None:
                break
            try:
                stream_write(handle, part)
            except OSError:
                # The peer takes no more: its answer, or what became of the request, says why.
                return
        try:
            stream_shutdown(handle)
        except OSError:
            pass
    finally:
        release(handle)
        parts.close()


def parts_of(body, encoding='latin-1'):
    """The parts of a body, none of them empty. TypeError: it is none."""
    if hasattr(body, 'read'):
        return _parts_of_file(body, encoding)
    if isinstance(body, (bytes, bytearray, memoryview)):
        return (bytes(body[at:at + _PART_BYTES]) for at in range(0, len(body), _PART_BYTES))
    if hasattr(body, '__iter__'):
        return _parts_of_iterator(iter(body), encoding)
    raise TypeError(f'message_body should be a bytes-like object or an iterable, got {type(body)!r}')


def _parts_of_file(file, encoding):
    while part := file.read(_PART_BYTES):
        yield part.encode(encoding) if isinstance(part, str) else bytes(part)


def _parts_of_iterator(iterator, encoding):
    try:
        for part in iterator:
            if isinstance(part, str):
                part = part.encode(encoding)
            if not isinstance(part, (bytes, bytearray, memoryview)):
                raise TypeError(f'data should be a bytes-like object or an iterable, got {type(part)!r}')
            if part:
                yield bytes(part)
    finally:
        # A body that is given up is one that nobody asks for more of.
        if hasattr(iterator, 'close'):
            iterator.close()


def header_block(pairs):
    """The header block of pairs of names and values, each str or bytes. ValueError: one would make another of itself."""
    return ''.join([f'{_text(name)}: {_text(value)}\r\n' for name, value in pairs])


def _text(value):
    text = value.decode('latin-1') if isinstance(value, (bytes, bytearray)) else str(value)
    if '\r' in text or '\n' in text or '\0' in text:
        raise ValueError(f'a header has a line break or a NUL in it: {text!r}')
    return text


def header_pairs(block):
    """The pairs of names, in lower case, and values of a header block, in its order."""
    return [(name, value) for name, _, value in [line.partition(': ') for line in block.split('\r\n') if line]]
