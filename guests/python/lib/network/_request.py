"""Requests that a server gets. What a handler does not look at is not taken apart."""

from _host import http_upgrade, stream_read
from _task import suspends as _suspends

# Bytes that are asked for at a time.
_PART = 65536


class Request:
    """A request: `method`, `target`, `path`, `query`, `headers`, `body`, `peer`.

    Calls and properties that read the body wait until it has come, and suspend only their own coroutine. What they raise because
    of the client is answered with 400, if the handler does not catch it, and not told of.
    """

    # What has been made of the fields, and read of the body.
    _path = _query = _headers = _body = None
    # The WebSocket that the request became.
    _socket = None
    # Whether a part of the body has been handed out.
    _begun = False

    def __init__(self, fields):
        # As the host gives them: exchange, method, target, header block, start of the body, whether more comes, peer,
        # version.
        self._fields = fields

    def __repr__(self):
        return f'<Request {self.method} {self.target}>'

    @property
    def method(self):
        """The method, as the client wrote it."""
        return self._fields[1]

    @property
    def target(self):
        """What the request line names: path and query as the client wrote them."""
        return self._fields[2]

    @property
    def path(self):
        """The path, with its percent-encoded characters decoded."""
        if self._path is None:
            path = self._fields[2].partition('?')[0]
            if '%' in path:
                from urllib.parse import unquote
                path = unquote(path)
            self._path = path
        return self._path

    @property
    def query_string(self):
        """The query as the client wrote it, without the question mark."""
        return self._fields[2].partition('?')[2]

    @property
    def query(self):
        """The query's parameters: a dictionary of the first value of each; `query.get_all(name)` has all."""
        if self._query is None:
            from ._fields import Query
            self._query = Query(self.query_string)
        return self._query

    @property
    def headers(self):
        """The headers: a mapping whose names have no case; values of one name are joined; `get_all(name)` has each."""
        if self._headers is None:
            from ._fields import Headers
            self._headers = Headers(self._fields[3])
        return self._headers

    @property
    def cookies(self):
        """The cookies that the client sent: a dictionary."""
        cookies = {}
        for pair in '; '.join(self.headers.get_all('cookie')).split(';'):
            name, equals, value = pair.strip().partition('=')
            if equals:
                cookies.setdefault(name, value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value)
        return cookies

    @property
    def peer(self):
        """Address and port of the client: `('127.0.0.1', 50000)`."""
        from ._address import address
        return address(self._fields[6])

    @property
    def version(self):
        """The version of HTTP: '1.0', '1.1' or '2'."""
        return {10: '1.0', 11: '1.1', 20: '2'}[self._fields[7]]

    # --- the body ---

    @property
    def body(self):
        """The whole body as bytes. It is kept, and can be asked for again."""
        if self._body is None:
            if self._begun:
                raise RuntimeError('the body of this request has been read in parts')
            self._body = self.read()
        return self._body

    @property
    def text(self):
        """The whole body as text: in the character set that the `content-type` names, or else UTF-8."""
        charset = 'utf-8'
        _, _, after = self.headers.get('content-type', '').lower().partition('charset=')
        if after:
            charset = after.partition(';')[0].strip(' "\'')
        try:
            return self.body.decode(charset, 'replace')
        except LookupError:
            return self.body.decode('utf-8', 'replace')

    @_suspends
    def json(self):
        """The whole body, which is a JSON text, as a value. ValueError when it is none."""
        from json import loads
        body = self.body
        try:
            return loads(body)
        except ValueError as error:
            error._answer = 400, f'The body is not JSON: {error}'
            raise

    @_suspends
    def read(self, n=-1):
        """Read the rest of the body, or at most `n` bytes of it as soon as some are there; b'' at its end."""
        if self._body is not None:
            raise RuntimeError('the body of this request has been read as a whole')
        if n is None or n < 0:
            parts = []
            while part := self._next_part(_PART):
                parts.append(part)
            return parts[0] if len(parts) == 1 else b''.join(parts)
        return self._next_part(n) if n else b''

    def _next_part(self, most):
        self._begun = True
        fields = self._fields
        start = fields[4]
        if start:
            fields[4] = start[most:]
            return start[:most]
        if not fields[5]:
            return b''
        try:
            part = stream_read(fields[0], most)
        except OSError as error:
            # The client went away, or sent more than is allowed.
            error._answer = 400, 'The body did not come as a whole.'
            raise
        if not part:
            fields[5] = False
        return part

    def __iter__(self):
        """The body in parts, as they come."""
        while part := self.read(_PART):
            yield part

    async def __aiter__(self):
        while part := self.read(_PART):
            yield part

    # --- another protocol ---

    @_suspends
    def upgrade(self, protocols=(), *, headers=None):
        """Answer with a WebSocket, and return it. Of `protocols`, it speaks the first that the client offers.

        ValueError when the request asks for no WebSocket. The socket is closed when the handler returns.
        """
        if self._socket is not None:
            raise RuntimeError('this request is a WebSocket already')
        from ._http import header_block
        from ._websocket import WebSocket
        if isinstance(protocols, str):
            protocols = (protocols,)
        chosen = None
        if protocols:
            offered = [name.strip() for name in self.headers.get('sec-websocket-protocol', '').split(',')]
            chosen = next((name for name in protocols if name in offered), None)
        socket, protocol, _ = http_upgrade(self._fields[0], chosen, header_block(headers or {}))
        self._socket = WebSocket(socket, protocol, self.peer)
        return self._socket
