"""What the module socket has of the network, where there is none."""

from errno import ENOSYS


def _refused(*args, **kwargs):
    raise OSError(ENOSYS, 'Function not implemented')


class socket:
    """A connection: it cannot be made."""

    def __init__(self, *args, **kwargs):
        _refused()


SocketType = socket

create_connection = create_server = fromfd = getaddrinfo = gethostbyaddr = _refused
gethostbyname = gethostbyname_ex = getnameinfo = getservbyname = socketpair = _refused


def getdefaulttimeout():
    return None


def setdefaulttimeout(timeout):
    pass
