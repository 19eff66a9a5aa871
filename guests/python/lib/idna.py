"""Names of hosts in other scripts than ASCII's, as the codec `idna` has them (RFC 3490)."""


class IDNAError(UnicodeError):
    """A name that cannot be one of a host."""


def encode(s, strict=False, uts46=False, std3_rules=False, transitional=False):
    """A name in ASCII, as bytes."""
    try:
        name = s.decode('ascii') if isinstance(s, (bytes, bytearray)) else s
        encoded = name.lower().encode('idna')
    except UnicodeError as error:
        raise IDNAError(str(error)) from None
    if not encoded:
        raise IDNAError('Empty domain')
    return encoded


def decode(s, strict=False, uts46=False, std3_rules=False):
    """A name as people write it."""
    try:
        return (s.encode('ascii') if isinstance(s, str) else bytes(s)).decode('idna')
    except UnicodeError as error:
        raise IDNAError(str(error)) from None
