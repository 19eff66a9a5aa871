"""Sockets: there are none. Programs fetch with `fetch`; what needs no network is here."""

import errno as _errno

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 6, 17, 41
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, TCP_NODELAY, SOMAXCONN = 1, 2, 9, 1, 4096
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


def _refused(*args, **kwargs):
    raise OSError(_errno.ENOSYS, 'Function not implemented')


class socket:
    """A connection: it cannot be made."""

    def __init__(self, *args, **kwargs):
        _refused()


create_connection = create_server = socketpair = fromfd = getaddrinfo = gethostbyname = gethostbyaddr = _refused


def getdefaulttimeout():
    return None


def setdefaulttimeout(timeout):
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
