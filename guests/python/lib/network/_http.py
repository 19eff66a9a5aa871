"""One HTTP request, whole: what `fetch` and its like are made of."""

# The exceptions of failed calls are found in these two.
import socket
import ssl

from _host import http_send, release, stream_read
from _task import current, discard, start_later, throw


def request(method, url, headers='', body=None, redirect='follow', timeout=None):
    """Send a request; returns status, reason, header block, the URL that answered, and the body as bytes.

    `headers` is a header block: lines of `name: value`, each with CR LF after it. After `timeout` seconds the connection is
    given up.
    """
    if timeout is None:
        return _exchange(method, url, headers, body, redirect)
    expiry = TimeoutError(110, f'{url} did not answer in full within {timeout} s')
    expiry.code = 'timed-out'
    timer = start_later(timeout, throw, (current(), expiry))
    try:
        return _exchange(method, url, headers, body, redirect)
    finally:
        discard(timer)


def _exchange(method, url, headers, body, redirect):
    status, reason, headers, final, start, rest = http_send(method, url, headers, body, None, redirect)
    if rest is not None:
        start = b''.join(_parts(start, rest))
    return status, reason, headers, final or url, start


def _parts(start, rest):
    try:
        yield start
        while part := stream_read(rest):
            yield part
    finally:
        release(rest)


def header_block(headers):
    """The header block of a dictionary, or of pairs."""
    pairs = headers.items() if hasattr(headers, 'items') else headers
    return ''.join([f'{_text(name)}: {_text(value)}\r\n' for name, value in pairs])


def _text(value):
    if isinstance(value, (bytes, bytearray)):
        value = value.decode('latin-1')
    value = str(value)
    if '\r' in value or '\n' in value or '\0' in value:
        raise ValueError(f'a header has a line break or a NUL in it: {value!r}')
    return value


def header_pairs(block):
    """The pairs of names, in lower case, and values of a header block, in its order."""
    return [(name, value) for name, _, value in [line.partition(': ') for line in block.split('\r\n') if line]]


def joined_headers(block):
    """The headers as a dictionary in the order of their names; values of the same name are joined by commas."""
    headers = {}
    for name, value in header_pairs(block):
        headers[name] = f'{headers[name]}, {value}' if name in headers else value
    return {name: headers[name] for name in sorted(headers)}


def sentence(error):
    """What an exception says, without its number."""
    return getattr(error, 'strerror', None) or str(error)
