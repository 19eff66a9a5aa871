"""HTTP/1.1, the client's side. Connections are the host's: it opens them, frames bodies, and keeps them for later."""

import http as _http
import re as _re
import socket as _socket

from _http_exchange import ReadTimeout as _ReadTimeout, exchange as _exchange

from ._client_errors import *
from ._client_response import HTTPMessage, HTTPResponse, parse_headers

__all__ = ['HTTPResponse', 'HTTPConnection', 'HTTPSConnection', 'HTTPException', 'NotConnected', 'UnknownProtocol',
           'UnknownTransferEncoding', 'UnimplementedFileMode', 'IncompleteRead', 'InvalidURL', 'ImproperConnectionState',
           'CannotSendRequest', 'CannotSendHeader', 'ResponseNotReady', 'BadStatusLine', 'LineTooLong',
           'RemoteDisconnected', 'error', 'responses']

HTTP_PORT = 80
HTTPS_PORT = 443

globals().update(_http.HTTPStatus.__members__)

# The usual reasons, by status.
responses = {status: status.phrase for status in _http.HTTPStatus}

_IDLE, _STARTED, _SENT = 'Idle', 'Request-started', 'Request-sent'

_is_name = _re.compile(rb'[^:\s][^:\r\n]*').fullmatch
_bad_value = _re.compile(rb'\n(?![ \t])|\r(?![ \t\n])').search
_bad_in_url = _re.compile('[\x00-\x20\x7f]').search
_bad_in_method = _re.compile('[\x00-\x1f]').search

# Requests with these methods say that their body is empty.
_METHODS_EXPECTING_BODY = {'PATCH', 'POST', 'PUT'}

# What the host says when there was no connection at all; anything else befell the exchange.
_BEFORE_CONNECTION = {
    'denied', 'refused', 'timed-out', 'dns', 'tls', 'unreachable', 'unsupported', 'limit', 'invalid', 'too-large'}


class HTTPConnection:
    """Requests to one server, one after the other. None is sent before its body is known."""

    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0
    _scheme = 'http'
    _http_vsn = 11
    _http_vsn_str = 'HTTP/1.1'

    def __init__(self, host, port=None, timeout=_socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, blocksize=8192):
        if source_address is not None:
            raise OSError(95, 'source_address is not supported: where a connection comes from is the choice of the host')
        self.timeout = timeout
        self.source_address = None
        self.blocksize = blocksize
        self.sock = None
        self.host, self.port = self._get_hostport(host, port)
        self._check(_bad_in_url, self.host, InvalidURL, "URL can't contain control characters.")
        self._state = _IDLE
        self._clear()
        # The answer, what became of the request if there is none, and the answer that is still being read.
        self._answer = self._failure = self._response = None

    def _clear(self):
        self._method = self._url = None
        self._headers = []
        self._body = None
        self._sent = []

    def _get_hostport(self, host, port):
        if port is None:
            colon = host.rfind(':')
            port = self.default_port
            if colon > host.rfind(']'):
                digits = host[colon + 1:]
                if digits:
                    try:
                        port = int(digits)
                    except ValueError:
                        raise InvalidURL(f"nonnumeric port: '{digits}'") from None
                host = host[:colon]
        if host[:1] == '[' and host[-1:] == ']':
            host = host[1:-1]
        return host, port

    @staticmethod
    def _check(bad, text, error, message):
        found = bad(text)
        if found:
            raise error(f'{message} {text!r} (found at least {found.group()!r})')

    def set_debuglevel(self, level):
        self.debuglevel = level

    def set_tunnel(self, host, port=None, headers=None):
        raise NotImplementedError('proxies are the choice of the host, which takes them from the environment by '
                                  '--proxy-from-env')

    def connect(self):
        """Nothing: the host connects when there is a request to send."""

    def close(self):
        """Give up the request that is under way, if there is one."""
        self._state = _IDLE
        self._clear()
        answer, self._answer = self._answer, None
        response, self._response = self._response, None
        self._failure = None
        for each in answer, response:
            if each is not None:
                each.close()

    @staticmethod
    def _get_content_length(body, method):
        return _content_length(body, method)

    # In parts.

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Begin a request."""
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state != _IDLE:
            raise CannotSendRequest(self._state)
        self._check(_bad_in_method, method, ValueError, "method can't contain control characters.")
        url = url or '/'
        self._check(_bad_in_url, url, InvalidURL, "URL can't contain control characters.")
        url.encode('ascii')
        self._state = _STARTED
        self._method = method
        self._url = url
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def putheader(self, header, *values):
        """Add a header."""
        if self._state != _STARTED:
            raise CannotSendHeader()
        name = header.encode('ascii') if hasattr(header, 'encode') else header
        if not _is_name(name):
            raise ValueError(f'Invalid header name {name!r}')
        lines = []
        for value in values:
            if hasattr(value, 'encode'):
                value = value.encode('latin-1')
            elif isinstance(value, int):
                value = str(value).encode('ascii')
            if _bad_value(value):
                raise ValueError(f'Invalid header value {value!r}')
            # A folded line is a line (RFC 9112 section 5.2).
            lines.append(b' '.join(value.split(b'\r\n')).replace(b'\n', b' ').replace(b'\r', b' '))
        self._headers.append((name.decode('latin-1'), b' '.join(lines).decode('latin-1')))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """End the headers. The request is sent, unless its body is still to come by `send`."""
        if self._state != _STARTED:
            raise CannotSendHeader()
        self._state = _SENT
        self._body = message_body
        if message_body is not None or not self._announces_body():
            self._exchange()

    def _announces_body(self):
        for name, value in self._headers:
            name = name.lower()
            if name == 'transfer-encoding':
                raise NotImplementedError('chunks that a script has framed itself cannot be sent: give the body to request(), '
                                          'and the host frames it')
            if name == 'content-length':
                return value.strip() != '0'
        return False

    def send(self, data):
        """Add to the body: bytes, a file, or an iterable of bytes."""
        if self._state != _SENT or self._answer is not None:
            raise NotConnected()
        self._sent.append(data)

    def _exchange(self):
        if not self._url.startswith(('/', '?')):
            raise InvalidURL(f'{self._url!r} is no path on the server {self.host}: proxies are the choice of the host')
        host = f'[{self.host}]' if ':' in self.host else self.host
        url = f"{self._scheme}://{host}:{self.port}{self._url}"
        timeout = _socket.getdefaulttimeout() if self.timeout is _socket._GLOBAL_DEFAULT_TIMEOUT else self.timeout
        try:
            self._answer = _exchange(self._method, url, self._headers, self._body, timeout, timeout)
        except _ReadTimeout as error:
            self._failure = error
        except (OSError, ValueError) as error:
            if getattr(error, 'code', 'invalid') in _BEFORE_CONNECTION:
                self.close()
                raise
            self._failure = error

    # Whole.

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a request. Waits for the head of the answer.

        `body` is bytes, str (in Latin-1), a file, or an iterable of bytes.
        """
        names = {name.lower() if isinstance(name, str) else name.decode('latin-1').lower() for name in headers}
        self.putrequest(method, url, 'host' in names, 'accept-encoding' in names)
        if isinstance(body, str):
            body = _latin_1(body)
        if 'content-length' not in names and 'transfer-encoding' not in names:
            length = _content_length(body, method)
            if length is not None:
                self.putheader('Content-Length', str(length))
        for name, value in headers.items():
            if not (isinstance(name, str) and name.lower() == 'transfer-encoding' and body is not None):
                self.putheader(name, value)
        self.endheaders(body, encode_chunked=encode_chunked)

    def getresponse(self):
        """The answer to the request."""
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state != _SENT or self._response is not None:
            raise ResponseNotReady(self._state)
        if self._answer is None and self._failure is None:
            self._body = _joined(self._sent)
            self._exchange()
        failure, answer = self._failure, self._answer
        method, url = self._method, self._url
        self._answer = None
        if failure is not None:
            self.close()
            raise _as_of_response(failure)
        self._state = _IDLE
        self._clear()
        self._response = self.response_class(answer, self.debuglevel, method=method, url=url)
        self._response.begin()
        return self._response


class HTTPSConnection(HTTPConnection):
    """Requests to one server by TLS. The host does the handshakes, and verifies every certificate."""

    default_port = HTTPS_PORT
    _scheme = 'https'

    def __init__(self, host, port=None, *, timeout=_socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None,
                 blocksize=8192):
        super().__init__(host, port, timeout, source_address, blocksize)
        self._context = context


def _content_length(body, method):
    if body is None:
        return 0 if method.upper() in _METHODS_EXPECTING_BODY else None
    if hasattr(body, 'read'):
        return None
    try:
        return memoryview(body).nbytes
    except TypeError:
        return None


def _latin_1(body):
    try:
        return body.encode('latin-1')
    except UnicodeEncodeError as error:
        raise UnicodeEncodeError(
            error.encoding, error.object, error.start, error.end,
            f"Body ({body[error.start:error.end]!r:.20}) is not valid Latin-1. Use body.encode('utf-8') if you want to send it "
            'encoded in UTF-8.') from None


def _joined(sent):
    from _http_exchange import parts_of
    return b''.join([b''.join(parts_of(each)) for each in sent])


def _as_of_response(failure):
    """What a failed exchange is to the one who waits for the answer."""
    if isinstance(failure, _ReadTimeout):
        return TimeoutError('timed out')
    if getattr(failure, 'code', None) in ('reset', 'closed'):
        error = RemoteDisconnected(failure.strerror or str(failure))
    elif getattr(failure, 'code', None) == 'protocol':
        error = BadStatusLine(failure.strerror or str(failure))
    else:
        return failure
    error.__cause__ = failure
    return error
