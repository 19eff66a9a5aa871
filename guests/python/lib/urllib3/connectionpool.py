"""Requests to one server. The host keeps the connections; a pool knows where they go to."""

from http.client import BadStatusLine, RemoteDisconnected

from _http_exchange import ReadTimeout, exchange

from .exceptions import (
    ConnectTimeoutError, HTTPError, LocationValueError, MaxRetryError, NameResolutionError, NewConnectionError,
    ProtocolError, ReadTimeoutError, SSLError)
from .response import HTTPResponse
from .util.request import SKIP_HEADER
from .util.retry import Retry
from .util.timeout import _DEFAULT_TIMEOUT, Timeout
from .util.url import _encode_target, parse_url

_METHODS_EXPECTING_NO_BODY = {'GET', 'HEAD', 'DELETE', 'TRACE', 'OPTIONS', 'CONNECT'}


class _Connection:
    """What a connection is called in errors."""

    def __init__(self, name, host, port):
        self.name, self.host, self.port = name, host, port

    def __str__(self):
        return f'{self.name}(host={self.host!r}, port={self.port!r})'


class HTTPConnectionPool:
    """Sends requests to one server. What is said of connections and TLS when it is made is the host's to decide."""

    scheme = 'http'
    _port = 80

    def __init__(self, host, port=None, timeout=_DEFAULT_TIMEOUT, maxsize=1, block=False, headers=None, retries=None,
                 **conn_kw):
        if not host:
            raise LocationValueError('No host specified.')
        self.host = host[1:-1] if host[0] == '[' and host[-1] == ']' else host
        self.port = port or self._port
        self.headers = headers or {}
        self.timeout = timeout if isinstance(timeout, Timeout) else Timeout.from_float(timeout)
        self.retries = Retry.DEFAULT if retries is None else retries
        self.conn_kw = conn_kw
        self.num_requests = 0

    def __str__(self):
        return f'{type(self).__name__}(host={self.host!r}, port={self.port!r})'

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
        return False

    def close(self):
        """Nothing: the host closes connections that nobody uses."""

    def request(self, method, url, body=None, fields=None, headers=None, json=None, **urlopen_kw):
        """Send a request, with fields in its URL or its body, or with JSON."""
        from .poolmanager import send_with_fields
        return send_with_fields(self, method, url, body, fields, headers, json, urlopen_kw)

    def urlopen(self, method, url, body=None, headers=None, retries=None, redirect=True, assert_same_host=True,
                timeout=_DEFAULT_TIMEOUT, pool_timeout=None, release_conn=None, chunked=False, body_pos=None,
                preload_content=True, decode_content=True, **response_kw):
        """Send a request to a path, with retries; returns the `HTTPResponse`."""
        headers = self.headers if headers is None else headers
        if not isinstance(retries, Retry):
            retries = Retry.from_int(retries, redirect=redirect, default=self.retries)
        target = _encode_target(url) if url.startswith('/') else parse_url(url).request_uri
        if body_pos is None and hasattr(body, 'tell'):
            try:
                body_pos = body.tell()
            except OSError:
                pass
        try:
            response = self._exchange(method, url, target, body, headers, timeout, preload_content, decode_content)
        except (ConnectTimeoutError, SSLError, ProtocolError, ReadTimeoutError) as error:
            retries = retries.increment(method, url, error=error, _pool=self)
            retries.sleep()
            return self.urlopen(method, url, _rewound(body, body_pos), headers, retries, redirect, assert_same_host, timeout,
                                body_pos=body_pos, preload_content=preload_content, decode_content=decode_content)
        response.retries = retries
        location = redirect and response.get_redirect_location()
        if location:
            return self._redirected(response, location, method, url, body, headers, retries, timeout, body_pos,
                                    preload_content, decode_content)
        if retries.is_retry(method, response.status, bool(response.headers.get('Retry-After'))):
            try:
                retries = retries.increment(method, url, response=response, _pool=self)
            except MaxRetryError:
                if retries.raise_on_status:
                    response.drain_conn()
                    raise
                return response
            response.drain_conn()
            retries.sleep(response)
            return self.urlopen(method, url, _rewound(body, body_pos), headers, retries, redirect, assert_same_host, timeout,
                                body_pos=body_pos, preload_content=preload_content, decode_content=decode_content)
        return response

    def _redirected(self, response, location, method, url, body, headers, retries, timeout, body_pos, preload, decode):
        from urllib.parse import urljoin
        if response.status == 303:
            method, body = 'GET', None
        try:
            retries = retries.increment(method, url, response=response, _pool=self)
        except MaxRetryError:
            if retries.raise_on_redirect:
                response.drain_conn()
                raise
            return response
        response.drain_conn()
        retries.sleep_for_retry(response)
        to = parse_url(urljoin(f'{self.scheme}://{self._authority()}{url}', location))
        if (to.scheme, to.host, to.port or (443 if to.scheme == 'https' else 80)) != (self.scheme, self.host, self.port):
            from .exceptions import HostChangedError
            raise HostChangedError(self, location, retries)
        return self.urlopen(method, to.request_uri, _rewound(body, body_pos), headers, retries, True, True, timeout,
                            preload_content=preload, decode_content=decode)

    def _authority(self):
        host = f'[{self.host}]' if ':' in self.host else self.host
        return f'{host}:{self.port}'

    def _exchange(self, method, url, target, body, headers, timeout, preload_content, decode_content):
        timeout = self._timeout(timeout)
        connect, read = [Timeout.resolve_default_timeout(each) for each in (timeout.connect_timeout, timeout.read_timeout)]
        # The host connects and sends in one call.
        head = read if connect is None or read is None or connect == read else connect + read
        self.num_requests += 1
        try:
            answer = exchange(method, f'{self.scheme}://{self._authority()}{target}', _completed(headers, method, body),
                              body.encode() if isinstance(body, str) else body, head, read, 'utf-8')
        except ReadTimeout:
            raise ReadTimeoutError(self, url, f'Read timed out. (read timeout={read})') from None
        except OSError as error:
            raise self._failure(error, connect) from error
        response = HTTPResponse(answer, preload_content=preload_content, decode_content=decode_content,
                                request_method=method, request_url=url, pool=self)
        return response

    def _timeout(self, timeout):
        if timeout is _DEFAULT_TIMEOUT:
            timeout = self.timeout
        timeout = timeout.clone() if isinstance(timeout, Timeout) else Timeout.from_float(timeout)
        timeout.start_connect()
        return timeout

    def _failure(self, error, connect):
        """What a failed call of the host is here."""
        code = getattr(error, 'code', None)
        connection = _Connection('HTTPSConnection' if self.scheme == 'https' else 'HTTPConnection', self.host, self.port)
        if code == 'timed-out':
            return ConnectTimeoutError(connection, f'Connection to {self.host} timed out. (connect timeout={connect})')
        if code == 'dns':
            return NameResolutionError(self.host, connection, error)
        if code == 'tls':
            return SSLError(error)
        if code == 'reset' or code == 'closed':
            return ProtocolError('Connection aborted.', RemoteDisconnected(error.strerror or str(error)))
        if code == 'protocol':
            return ProtocolError('Connection aborted.', BadStatusLine(error.strerror or str(error)))
        if code in ('refused', 'unreachable', 'denied', 'unsupported', 'limit', 'in-use'):
            return NewConnectionError(connection, f'Failed to establish a new connection: {error}')
        return ProtocolError('Connection aborted.', error)


class HTTPSConnectionPool(HTTPConnectionPool):
    """Sends requests to one server by TLS. The host verifies every certificate."""

    scheme = 'https'
    _port = 443


def connection_from_url(url, **kw):
    """The pool for a URL."""
    url = parse_url(url)
    pool = HTTPSConnectionPool if url.scheme == 'https' else HTTPConnectionPool
    return pool(url.host, url.port, **kw)


def _completed(headers, method, body):
    pairs = [(name, value) for name, value in headers.items() if value != SKIP_HEADER]
    names = {name.decode('latin-1').lower() if isinstance(name, bytes) else name.lower() for name, _ in headers.items()}
    if 'user-agent' not in names:
        pairs.append(('User-Agent', 'python-urllib3/2.8.0'))
    if 'accept-encoding' not in names:
        pairs.append(('Accept-Encoding', 'identity'))
    if body is None and method.upper() not in _METHODS_EXPECTING_NO_BODY and 'content-length' not in names:
        pairs.append(('Content-Length', '0'))
    # The host says it by itself where it is so.
    return [(name, value) for name, value in pairs if _lower(name) != 'transfer-encoding' or body is None]


def _lower(name):
    return (name.decode('latin-1') if isinstance(name, bytes) else name).lower()


def _rewound(body, position):
    if position is not None and hasattr(body, 'seek'):
        body.seek(position)
    return body
