"""Streams: connections that are read and written, and servers of them.

A read is a call of the host's. One that is cancelled, or that a timeout ends, loses nothing: what it would have brought goes to
the next read.
"""

__all__ = ('StreamReader', 'StreamWriter', 'open_connection', 'start_server', 'Server', 'AbstractServer')

from _host import tcp_connect, tcp_listen

from . import events
from ._stream_reader import _DEFAULT_LIMIT, StreamReader
from ._stream_server import AbstractServer, Listener, Server
from ._transport import Transport


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, ssl=None, sock=None, server_hostname=None,
                          family=0, proto=0, flags=0, local_addr=None, ssl_handshake_timeout=None,
                          ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None, all_errors=False):
    """Connect, and return a pair of a StreamReader and a StreamWriter.

    `limit` is of the buffer in which the reader looks for separators. What says how to connect is the host's to decide.
    """
    loop = events.get_running_loop()
    if server_hostname is not None and not ssl:
        raise ValueError('server_hostname is only meaningful with ssl')
    if ssl and server_hostname is None:
        if not host:
            raise ValueError('You must set server_hostname when using ssl without a host')
        server_hostname = host
    if local_addr is not None:
        raise OSError(95, 'the address of this end cannot be chosen: the host does that')
    if sock is not None:
        if host is not None or port is not None:
            raise ValueError('host/port and sock can not be specified at the same time')
        connected = sock._take()
    elif host is None and port is None:
        raise ValueError('host and port was not specified and no sock specified')
    else:
        connected = tcp_connect(_name(host) or 'localhost', _number(port))
    reader = StreamReader(limit, loop)
    transport = Transport(loop, reader, *connected)
    writer = StreamWriter(transport, reader, loop)
    if ssl:
        try:
            transport.start_tls(ssl, server_hostname)
        except BaseException:
            transport.abort()
            raise
    return reader, writer


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, sock=None, backlog=100, ssl=None,
                       family=0, flags=1, reuse_address=None, reuse_port=None, ssl_handshake_timeout=None,
                       ssl_shutdown_timeout=None, start_serving=True):
    """Listen, and call back with a StreamReader and a StreamWriter for each client. Returns the Server.

    A coroutine that the callback returns runs as a task. Without a host it listens on all addresses of IPv4.
    """
    loop = events.get_running_loop()
    if ssl is not None and ssl is not False:
        raise OSError(95, 'a server of TLS is not supported: the sandbox has clients of TLS only')
    if sock is not None:
        if host is not None or port is not None:
            raise ValueError('host/port and sock can not be specified at the same time')
        opened = [sock._take_listener()]
    elif host is None and port is None:
        raise ValueError('Neither host/port nor sock were specified')
    else:
        hosts = [host] if host is None or isinstance(host, (str, bytes)) else list(host)
        opened = [tcp_listen(_name(each) or '0.0.0.0', _number(port or 0)) for each in hosts]

    def connected(handle, local, peer, server):
        reader = StreamReader(limit, loop)
        transport = Transport(loop, reader, handle, local, peer, server)
        _call_back(loop, client_connected_cb, reader, StreamWriter(transport, reader, loop), transport)

    server = Server(loop, [Listener(*each) for each in opened], connected)
    if start_serving:
        server._start_serving()
    return server


def _call_back(loop, callback, reader, writer, transport):
    from .coroutines import iscoroutine

    def tell_of(error):
        loop.call_exception_handler({
            'message': 'Unhandled exception in client_connected_cb', 'exception': error, 'transport': transport})
        transport.close()

    def done(task):
        if task.cancelled():
            transport.close()
        elif task.exception() is not None:
            tell_of(task.exception())

    try:
        result = callback(reader, writer)
    except Exception as error:
        tell_of(error)
        return
    if iscoroutine(result):
        loop.create_task(result).add_done_callback(done)


class StreamWriter:
    """Writes to a connection.

    `write` and its like do not wait; `drain` waits until so much has been taken that there is room again.
    """

    def __init__(self, transport, reader, loop):
        self._transport = transport
        self._reader = reader
        self._loop = loop

    def __repr__(self):
        reader = '' if self._reader is None else f' reader={self._reader!r}'
        return f'<StreamWriter transport={self._transport!r}{reader}>'

    @property
    def transport(self):
        return self._transport

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def write_eof(self):
        """Send the end of the stream when what was written has gone."""
        return self._transport.write_eof()

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def close(self):
        """Close the connection when what was written has gone."""
        return self._transport.close()

    def is_closing(self):
        return self._transport.is_closing()

    async def wait_closed(self):
        """Wait until the connection is closed."""
        await self._transport._closed

    def get_extra_info(self, name, default=None):
        """'peername', 'sockname', 'socket', 'sslcontext'... of the connection."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Wait until it is good to write more.

        w.write(data)
        await w.drain()
        """
        reader, transport = self._reader, self._transport
        if reader is not None and reader._exception is not None:
            raise reader._exception
        if transport._size > transport._high or transport._is_closing:
            await transport.drain()

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Go on in TLS."""
        await self.drain()
        self._transport.start_tls(sslcontext, server_hostname)


def _name(host):
    return host.decode() if isinstance(host, (bytes, bytearray)) else host


def _number(port):
    if isinstance(port, (str, bytes)):
        return int(port)
    if port is None:
        return 0
    return port
