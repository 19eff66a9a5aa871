"""What a request is to be: options as a JSON text, and keyword arguments beside it."""

import json as _json

from ._http import header_block

_DEFAULTS = (('accept', '*/*'), ('user-agent', 'Strait/0.1.0'))
_WITHOUT_BODY = ('GET', 'HEAD')


def parsed(text, called):
    """The dictionary of a JSON text of options, which may be missing."""
    if text is None or text == '':
        return {}
    if isinstance(text, dict):
        return text
    if not isinstance(text, str):
        raise TypeError(f'{called}() takes options as a JSON text, not {type(text).__name__}')
    try:
        options = _json.loads(text)
    except ValueError as error:
        raise RuntimeError(f'invalid options json: {error}') from None
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise RuntimeError('invalid options json: it must be an object')
    return options


class Request:
    """A request that is to be sent."""

    __slots__ = ('method', 'url', 'headers', 'body', 'redirect', 'timeout')

    def __init__(self, url, options, keywords):
        if not isinstance(url, str):
            raise TypeError(f'a URL must be str, not {type(url).__name__}')
        given = {**options, **{name: value for name, value in keywords.items() if value is not None}}
        body, kind = _body(given)
        self.url = url
        has_content = keywords.get('body') is not None or keywords.get('json') is not None
        self.method = str(given.get('method') or ('POST' if has_content else 'GET')).upper()
        self.body = body
        self.redirect = given.get('redirect') or 'follow'
        self.timeout = _timeout(given.get('timeout'))
        self.headers = given.get('headers') or {}
        if kind is not None and not any([name.lower() == 'content-type' for name in self._names()]):
            self.headers = [*self._pairs(), ('content-type', kind)]

    def _pairs(self):
        return self.headers.items() if hasattr(self.headers, 'items') else self.headers

    def _names(self):
        return [str(name) for name, _ in self._pairs()]

    def parts(self):
        """The arguments of `request`. ValueError: they make no request."""
        if self.body is not None and self.method in _WITHOUT_BODY:
            raise ValueError(f'a request with the method {self.method} cannot have a body')
        block = header_block(self.headers)
        names = [name.lower() for name in self._names()]
        for name, value in _DEFAULTS:
            if name not in names:
                block += f'{name}: {value}\r\n'
        return self.method, self.url, block, self.body, self.redirect, self.timeout


def _body(given):
    if 'json' in given:
        if given.get('body') is not None:
            raise ValueError('a request has a body or json, not both')
        return _json.dumps(given['json'], separators=(',', ':'), ensure_ascii=False), 'application/json'
    body = given.get('body')
    if body is None:
        return None, None
    if isinstance(body, str):
        return body, 'text/plain;charset=UTF-8'
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body), None
    return _json.dumps(body, separators=(',', ':'), ensure_ascii=False), 'text/plain;charset=UTF-8'


def _timeout(seconds):
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise TypeError(f'timeout must be a number of seconds, not {type(seconds).__name__}')
    if not seconds > 0:
        raise ValueError(f'timeout must be more than 0 seconds, not {seconds}')
    return seconds
