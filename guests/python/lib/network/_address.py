"""Addresses and ports."""


def address(text):
    """Address and port of `127.0.0.1:80` or `[::1]:80`."""
    host, _, port = text.rpartition(':')
    return host.strip('[]'), int(port)


def checked_port(port):
    """A port. TypeError, ValueError: it is none."""
    if not isinstance(port, int) or isinstance(port, bool):
        raise TypeError(f"a port must be an integer, not '{type(port).__name__}'")
    if not 0 <= port <= 65535:
        raise ValueError(f'a port is 0 to 65535, not {port}')
    return port
