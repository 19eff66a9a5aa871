"""Sockets: what needs no network. The rest is in the module `_socket`, of which a host that has a network brings its own."""

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 6, 17, 41
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, TCP_NODELAY, SOMAXCONN = 1, 2, 9, 1, 4096
SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_LINGER, SO_REUSEPORT, TCP_KEEPIDLE = 4, 6, 7, 8, 13, 15, 4
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV, AI_ADDRCONFIG = 1, 2, 4, 1024, 32
EAI_AGAIN, EAI_FAIL, EAI_FAMILY, EAI_NONAME, EAI_SERVICE, EAI_SOCKTYPE = -3, -4, -6, -2, -8, -7
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
has_ipv6 = True

error = OSError
timeout = TimeoutError
# Stands for the default timeout among arguments.
_GLOBAL_DEFAULT_TIMEOUT = object()


class herror(OSError):
    pass


class gaierror(OSError):
    pass


def gethostname():
    return 'localhost'


def getfqdn(name=''):
    return name or gethostname()


def inet_pton(address_family, ip_string, /):
    """An address as bytes."""
    from ipaddress import IPv4Address, IPv6Address
    try:
        if address_family == AF_INET:
            return IPv4Address(ip_string).packed
        if address_family == AF_INET6:
            return IPv6Address(ip_string).packed
    except ValueError:
        raise OSError('illegal IP address string passed to inet_pton') from None
    raise OSError(97, 'Address family not supported by protocol')


def inet_ntop(address_family, packed_ip, /):
    """An address as text."""
    from ipaddress import ip_address
    if address_family not in (AF_INET, AF_INET6):
        raise ValueError(f'unknown address family {address_family}')
    if len(packed_ip) != (4 if address_family == AF_INET else 16):
        raise ValueError('invalid length of packed IP address string')
    return str(ip_address(bytes(packed_ip)))


def inet_aton(ip_string, /):
    from ipaddress import IPv4Address
    try:
        return IPv4Address(ip_string).packed
    except ValueError:
        raise OSError('illegal IP address string passed to inet_aton') from None


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError('packed IP wrong length')
    return '.'.join([str(part) for part in packed_ip])


def htons(x, /):
    return (x & 0xFF) << 8 | x >> 8 & 0xFF


def htonl(x, /):
    return int.from_bytes(x.to_bytes(4, 'little'), 'big')


ntohs, ntohl = htons, htonl


def _endpoint(host, port):
    return (host, port, 0, 0) if ':' in host else (host, port)


def _address(text):
    """The address of `127.0.0.1:80` or `[::1]:80`, as sockets have it."""
    host, _, port = text.rpartition(':')
    return _endpoint(host.strip('[]'), int(port))


# What needs the network, and is imported when it is asked for.
_OF_NETWORK = (
    'SocketType', 'create_connection', 'create_server', 'fromfd', 'getaddrinfo', 'getdefaulttimeout', 'gethostbyaddr', 'gethostbyname',
    'gethostbyname_ex', 'getnameinfo', 'getservbyname', 'setdefaulttimeout', 'socket', 'socketpair',
)

__all__ = [*_OF_NETWORK, *[name for name in globals() if not name.startswith('_')]]


def __getattr__(name):
    if name not in _OF_NETWORK:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import _socket
    return globals().setdefault(name, getattr(_socket, name))
