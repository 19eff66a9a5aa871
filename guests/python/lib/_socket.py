"""What the module socket has where there is a network: sockets of TCP, and names."""

from socket import (AF_INET, AF_INET6, AF_UNSPEC, IPPROTO_TCP, SHUT_RD, SOCK_STREAM, TCP_NODELAY,
                    _address, _endpoint, gaierror)

# The exceptions of failed calls are found in these two.
import socket as _module
import ssl

from _host import (dns_resolve, release, stream_read, stream_shutdown, stream_write, tcp_accept,
                   tcp_connect, tcp_listen)
from _task import current, discard, start_later, suspends as _suspends, throw

# Bytes that are read, and written, at a time.
_PART = 65536
_MOST_WRITTEN = 1 << 20

_ANY_HOST = {AF_INET: '0.0.0.0', AF_INET6: '::'}
_SERVICES = {'domain': 53, 'ftp': 21, 'http': 80, 'https': 443, 'imap': 143, 'imaps': 993, 'pop3': 110, 'pop3s': 995,
             'smtp': 25, 'ssh': 22, 'submission': 587, 'telnet': 23}

_default_timeout = None
_default = object()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = _seconds(timeout)


class socket:
    """A socket of TCP. A call that waits suspends only the coroutine that makes it. Its options are the host's."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            raise OSError(9, 'Bad file descriptor')
        self.family = AF_INET if family == -1 else family
        self.type = SOCK_STREAM if type == -1 else type
        self.proto = 0 if proto == -1 else proto
        if self.family not in (AF_INET, AF_INET6):
            raise OSError(97, 'Address family not supported by protocol')
        if self.type != SOCK_STREAM:
            raise OSError(94, 'Socket type not supported')
        self._timeout = _default_timeout
        self._handle = None
        self._is_listener = False
        self._closed = False
        self._local = self._peer = None
        # The address it is to listen on.
        self._bound = None
        # Files that are made of it, which keep it open.
        self._files = 0

    def __repr__(self):
        state = ' [closed]' if self._closed else ''
        return f'<socket.socket{state} family={self.family}, type={self.type}, proto={self.proto}>'

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    # --- what it is connected to ---

    @_suspends
    def connect(self, address, /):
        """Connect to a host and a port."""
        self._check_open()
        if self._handle is not None:
            raise OSError(106, 'Transport endpoint is already connected')
        host, port = _checked(address, 'connect')
        with self._deadline():
            self._connected(tcp_connect(host or 'localhost', port))

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as error:
            if error.errno is None:
                raise
            return error.errno
        return 0

    def bind(self, address, /):
        """Say where to listen. The port is taken by listen()."""
        self._check_open()
        host, port = _checked(address, 'bind')
        if self._bound is not None or self._handle is not None:
            raise OSError(22, 'Invalid argument')
        self._bound = host or _ANY_HOST[self.family], port

    @_suspends
    def listen(self, backlog=128, /):
        """Take the port and begin to listen."""
        self._check_open()
        if self._is_listener:
            return
        if self._handle is not None:
            raise OSError(22, 'Invalid argument')
        self._handle, self._local = tcp_listen(*(self._bound or (_ANY_HOST[self.family], 0)))
        self._is_listener = True

    @_suspends
    def accept(self):
        """Wait for a connection. Returns its socket and the address of its other end."""
        self._check_open()
        if not self._is_listener:
            raise OSError(22, 'Invalid argument')
        with self._deadline():
            connected = tcp_accept(self._handle)
        connection = socket(self.family, self.type, self.proto)
        connection._connected(connected)
        return connection, connection.getpeername()

    def _connected(self, connected):
        self._handle, self._local, self._peer = connected

    def getpeername(self):
        self._check_connected()
        return _address(self._peer)

    def getsockname(self):
        self._check_open()
        if self._local is not None:
            return _address(self._local)
        if self._bound is not None:
            return self._bound
        return (_ANY_HOST[self.family], 0) if self.family == AF_INET else ('::', 0, 0, 0)

    # --- bytes ---

    @_suspends
    def recv(self, bufsize, flags=0, /):
        """Wait for some bytes, at most so many; b'' at the end of the stream."""
        if bufsize < 0:
            raise ValueError('negative buffersize in recv')
        self._check_connected()
        if not bufsize:
            return b''
        with self._deadline():
            return stream_read(self._handle, min(bufsize, _PART))

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        return self.recv(bufsize, flags), None

    @_suspends
    def send(self, data, flags=0, /):
        """Send some of the bytes; returns how many."""
        self._check_connected()
        data = bytes(memoryview(data)[:_MOST_WRITTEN])
        with self._deadline():
            stream_write(self._handle, data)
        return len(data)

    @_suspends
    def sendall(self, data, flags=0, /):
        """Send all of the bytes."""
        self._check_connected()
        data = bytes(memoryview(data))
        with self._deadline():
            for start in range(0, len(data), _MOST_WRITTEN):
                stream_write(self._handle, data[start:start + _MOST_WRITTEN])

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        """A file of the connection's, as open() makes them. The connection is closed when both are."""
        from _socket_io import make_file
        return make_file(self, mode, buffering, encoding, errors, newline)

    # --- its state ---

    def settimeout(self, value, /):
        """Have calls raise TimeoutError after so many seconds; with 0, BlockingIOError when there is nothing at once."""
        self._timeout = _seconds(value)

    def gettimeout(self):
        return self._timeout

    timeout = property(gettimeout)

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, level, option, *value):
        """Nothing: the host sets what is usual, TCP_NODELAY included."""
        self._check_open()

    def getsockopt(self, level, option, *length):
        self._check_open()
        return 1 if (level, option) == (IPPROTO_TCP, TCP_NODELAY) else 0

    def fileno(self):
        return -1 if self._closed or self._handle is None else self._handle

    @_suspends
    def shutdown(self, how, /):
        """Send the end of the stream; reading goes on. The other direction only ends when the socket is closed."""
        self._check_connected()
        if how != SHUT_RD:
            stream_shutdown(self._handle)

    def close(self):
        self._closed = True
        if not self._files:
            self._release()

    def detach(self):
        raise OSError(95, 'a socket has no file descriptor here')

    def _release(self):
        handle, self._handle = self._handle, None
        if handle is not None:
            release(handle)

    def _take(self):
        """The connection, for somebody else: handle and addresses."""
        self._check_connected()
        connection = self._handle, self._local, self._peer
        self._handle, self._closed = None, True
        return connection

    def _take_listener(self):
        self.listen()
        listener = self._handle, self._local
        self._handle, self._closed = None, True
        return listener

    def _decref_socketios(self):
        self._files -= 1
        if self._closed and not self._files:
            self._release()

    def _check_open(self):
        if self._closed and not self._files:
            raise OSError(9, 'Bad file descriptor')

    def _check_connected(self):
        self._check_open()
        if self._handle is None or self._is_listener:
            raise OSError(107, 'Transport endpoint is not connected')

    def _deadline(self):
        return _NO_DEADLINE if self._timeout is None else _Deadline(self._timeout)


SocketType = socket


class _NoDeadline:
    def __enter__(self):
        pass

    def __exit__(self, *exception):
        pass


_NO_DEADLINE = _NoDeadline()


class _Deadline:
    """Raises TimeoutError in the task that is inside when a time has passed."""

    def __init__(self, seconds):
        self._seconds = seconds

    def __enter__(self):
        error = TimeoutError('timed out') if self._seconds else BlockingIOError(11, 'Resource temporarily unavailable')
        self._timer = start_later(self._seconds, throw, (current(), error))

    def __exit__(self, *exception):
        discard(self._timer)


# --- connections ---------------------------------------------------------------------------------------------------------

@_suspends
def create_connection(address, timeout=_default, source_address=None, *, all_errors=False):
    """Connect to a host and a port, and return the socket, whose timeout is set too."""
    host, port = _checked(address, 'create_connection')
    connection = socket()
    if timeout is not _default:
        connection.settimeout(timeout)
    connection.connect((host, port))
    if connection._peer.startswith('['):
        connection.family = AF_INET6
    return connection


@_suspends
def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens."""
    server = socket(family)
    server.bind(address)
    server.listen()
    return server


# --- names ---------------------------------------------------------------------------------------------------------------

@_suspends
def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of a name: a list of (family, type, proto, canonname, sockaddr)."""
    if isinstance(host, (bytes, bytearray)):
        host = host.decode('ascii')
    if host is None and port is None:
        raise gaierror(-2, 'Name or service not known')
    if isinstance(port, (str, bytes)):
        port = port.decode() if isinstance(port, bytes) else port
        port = int(port) if port.isdecimal() else getservbyname(port)
    if type not in (0, SOCK_STREAM):
        raise gaierror(-7, 'ai_socktype not supported')
    answers = []
    for address in _resolve(host or 'localhost'):
        of = AF_INET6 if ':' in address else AF_INET
        if family in (AF_UNSPEC, of):
            answers.append((of, SOCK_STREAM, IPPROTO_TCP, '', _endpoint(address, port or 0)))
    if not answers:
        raise gaierror(-9, 'Address family for hostname not supported')
    return answers


@_suspends
def gethostbyname(hostname, /):
    """An IPv4 address of a name."""
    for address in _resolve(hostname or '0.0.0.0'):
        if ':' not in address:
            return address
    raise gaierror(-9, 'Address family for hostname not supported')


@_suspends
def gethostbyname_ex(hostname, /):
    return hostname, [], [address for address in _resolve(hostname) if ':' not in address]


def gethostbyaddr(ip_address, /):
    raise OSError(95, 'names of addresses cannot be looked up here')


def fromfd(fd, family, type, proto=0):
    raise OSError(9, 'Bad file descriptor')


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets that are connected to each other, over the loopback interface."""
    with create_server(('127.0.0.1', 0)) as listener:
        one = create_connection(listener.getsockname())
        other, _ = listener.accept()
        return one, other


def getnameinfo(sockaddr, flags, /):
    return sockaddr[0], str(sockaddr[1])


def getservbyname(servicename, protocolname='tcp', /):
    try:
        return _SERVICES[servicename]
    except KeyError:
        raise OSError('service/proto not found') from None


def _resolve(host):
    from ipaddress import ip_address
    try:
        return [str(ip_address(host))]
    except ValueError:
        return dns_resolve(host)


def _checked(address, called):
    if not isinstance(address, tuple):
        raise TypeError(f'{called}(): AF_INET address must be tuple, not {type(address).__name__}')
    if len(address) not in (2, 3, 4):
        raise TypeError(f'{called}(): AF_INET address must be a pair (host, port)')
    host, port = address[:2]
    if isinstance(host, (bytes, bytearray)):
        host = host.decode('ascii')
    if host is not None and not isinstance(host, str):
        raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')
    if isinstance(port, str) and called == 'create_connection':
        port = int(port) if port.isdecimal() else getservbyname(port)
    if not isinstance(port, int):
        raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
    if not 0 <= port <= 65535:
        raise OverflowError(f'{called}(): port must be 0-65535.')
    return host, port


def _seconds(value):
    if value is None:
        return None
    if not isinstance(value, (int, float)):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if value < 0:
        raise ValueError('Timeout value out of range')
    return float(value)
