"""Answers to requests: what a handler may return, and how it is sent."""

from _host import http_answer, http_respond, release, stream_shutdown, stream_write

from ._http import header_block

_TEXT = 'content-type: text/plain; charset=utf-8\r\n'
_JSON = 'content-type: application/json\r\n'
_BYTES = 'content-type: application/octet-stream\r\n'

# Bytes of a streamed body that are written at a time.
_PART = 1 << 20


class Response:
    """An answer, where more is to be said than a body.

    `body` is str, bytes, a dict or a list (JSON), None, or an iterable of str or bytes, also an asynchronous one, that is sent as
    it comes. `headers` is a dictionary or a list of pairs.
    """

    def __init__(self, body=None, status=200, headers=None, *, reason=None):
        self.body = body
        self.status = status
        self.headers = {} if headers is None else headers
        self.reason = reason

    def __repr__(self):
        return f'<Response {self.status}>'

    @classmethod
    def events(cls, events, headers=None):
        """An answer of server-sent events.

        An event of the iterable is its data, or a dictionary with `data` and, as needed, `event` (its type), `id` and `retry` (in
        milliseconds). Data that is no str is sent as JSON.
        """
        from ._server_events import encoded
        given = headers.items() if hasattr(headers, 'items') else headers or ()
        return cls(encoded(events), headers=[
            ('content-type', 'text/event-stream'), ('cache-control', 'no-store'), *given])


def respond(exchange, result):
    """Send what a handler returned. TypeError, ValueError: it is no answer."""
    status, reason, headers = 200, None, None
    if isinstance(result, tuple):
        result, status, headers = _parts(*result)
    if isinstance(result, Response):
        if headers is None:
            headers = result.headers
        else:
            headers = [*_pairs(result.headers), *_pairs(headers)]
        if status is None or status == 200:
            status = result.status
        result, reason = result.body, result.reason
    elif result is None and status == 200 and headers is None:
        status = 204
    block = header_block(headers) if headers else ''
    body, kind = whole(result)
    if not block:
        block = kind
    elif kind and 'content-type:' not in block.lower():
        block += kind
    if body is not None and status == 200 and block is kind:
        # Nothing that can be refused.
        http_answer(exchange, 200, None, block, body)
        return
    if not isinstance(status, int):
        raise TypeError(f"a status must be an integer, not '{type(status).__name__}'")
    try:
        http_respond(exchange, int(status), reason, block, b'' if body is None else body, body is None)
    except ConnectionError:
        # The client is gone.
        if body is None:
            _close(result)
        return
    if body is None:
        _stream(exchange, result)


def _parts(body, status=200, headers=None, /):
    if isinstance(status, dict):
        # (body, headers)
        return body, 200, status
    return body, status, headers


def _pairs(headers):
    return headers.items() if hasattr(headers, 'items') else headers


def whole(body):
    """A body that is sent at once, and the header of its type; None for one that is streamed."""
    if isinstance(body, str):
        return body, _TEXT
    if isinstance(body, (bytes, bytearray, memoryview)):
        return body, _BYTES
    if body is None:
        return b'', ''
    if isinstance(body, (dict, list)):
        from json import dumps
        return dumps(body, ensure_ascii=False, separators=(',', ':')), _JSON
    if hasattr(type(body), '__iter__') or hasattr(type(body), '__aiter__'):
        return None, ''
    raise TypeError('a handler returns str, bytes, a dict or a list, a Response, a tuple (body, status, headers), an iterable of '
                    f"str or bytes, or None, not '{type(body).__name__}'")


def _stream(exchange, parts):
    """Send a body part by part; the next is asked for when the client has taken the one before."""
    try:
        if hasattr(type(parts), '__aiter__') and not hasattr(type(parts), '__next__'):
            _write_all_async(exchange, parts)()
        else:
            for part in parts:
                _write(exchange, part)
        stream_shutdown(exchange)
    except ConnectionError:
        # The client is gone.
        pass
    except OSError as error:
        if getattr(error, 'code', None) not in ('closed', 'aborted'):
            raise
    finally:
        # A body that is not at its end is broken off, so that the client sees that something is missing.
        release(exchange)
        _close(parts)


def _close(parts):
    close = getattr(parts, 'close', None)
    if close is not None:
        close()


async def _write_all_async(exchange, parts):
    try:
        async for part in parts:
            _write(exchange, part)
    finally:
        close = getattr(parts, 'aclose', None)
        if close is not None:
            await close()


def _write(exchange, part):
    if isinstance(part, str):
        part = part.encode()
    elif not isinstance(part, (bytes, bytearray, memoryview)):
        raise TypeError(f"a part of a body must be str or bytes, not '{type(part).__name__}'")
    for start in range(0, len(part), _PART):
        stream_write(exchange, part[start:start + _PART])
