"""What `http.client` raises."""

__all__ = ['HTTPException', 'NotConnected', 'InvalidURL', 'UnknownProtocol', 'UnknownTransferEncoding',
           'UnimplementedFileMode', 'IncompleteRead', 'ImproperConnectionState', 'CannotSendRequest', 'CannotSendHeader',
           'ResponseNotReady', 'BadStatusLine', 'LineTooLong', 'RemoteDisconnected', 'error']


class HTTPException(Exception):
    """Anything that http.client has to say."""


class NotConnected(HTTPException):
    """There is no request to add to."""


class InvalidURL(HTTPException):
    """A URL that cannot be sent."""


class UnknownProtocol(HTTPException):
    """A version of HTTP that is not known."""

    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    """Never raised: there for those who catch it."""


class UnimplementedFileMode(HTTPException):
    """Never raised: there for those who catch it."""


class IncompleteRead(HTTPException):
    """A body ended early. `partial` is what there was of it, `expected` the number of bytes that are missing, if known."""

    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        missing = '' if self.expected is None else f', {self.expected} more expected'
        return f'{self.__class__.__name__}({len(self.partial)} bytes read{missing})'

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    """A call came too early or too late."""


class CannotSendRequest(ImproperConnectionState):
    """Another request is under way."""


class CannotSendHeader(ImproperConnectionState):
    """The headers are complete, or there is no request."""


class ResponseNotReady(ImproperConnectionState):
    """There was no request, or another answer has not been read."""


class BadStatusLine(HTTPException):
    """An answer that cannot be understood."""

    def __init__(self, line):
        self.args = line or repr(line),
        self.line = line or repr(line)


class LineTooLong(HTTPException):
    """A line has more than 65536 bytes."""

    def __init__(self, line_type):
        HTTPException.__init__(self, f'got more than 65536 bytes when reading {line_type}')


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The peer ended the connection without an answer."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException
