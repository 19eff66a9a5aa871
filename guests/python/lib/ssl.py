"""TLS: its errors, and contexts that say no more than that it is wanted. Handshakes and certificates are the host's."""

CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2
PROTOCOL_TLS, PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 2, 16, 17


class SSLError(OSError):
    """A handshake failed, or a certificate was refused."""


class SSLCertVerificationError(SSLError, ValueError):
    """A certificate was refused."""


CertificateError = SSLCertVerificationError


class SSLContext:
    """Settings of connections. The host verifies every certificate; other settings are refused."""

    def __init__(self, protocol=PROTOCOL_TLS_CLIENT):
        self.protocol = protocol

    verify_mode = property(lambda self: CERT_REQUIRED, lambda self, value: _only('verify_mode', value, CERT_REQUIRED))
    check_hostname = property(lambda self: True, lambda self, value: _only('check_hostname', value, True))

    def load_default_certs(self, purpose=None):
        """Nothing: the host has its certificates already."""

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        raise SSLError('certificates to trust are given to the host, by --ca-cert FILE')

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        raise SSLError('certificates of a script are not supported')


def create_default_context(purpose=None, *, cafile=None, capath=None, cadata=None):
    """A context with the settings that there are."""
    context = SSLContext()
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    return context


def _only(name, value, allowed):
    if value != allowed:
        raise ValueError(f'the host verifies every certificate: {name} cannot be {value!r}; a certificate of your own '
                         'is trusted by --ca-cert FILE')
