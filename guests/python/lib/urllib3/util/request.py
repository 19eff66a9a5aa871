"""Headers that requests often have."""

from base64 import b64encode

# As a header's value, leaves a header out that would be added.
SKIP_HEADER = '@@@SKIP_HEADER@@@'
SKIPPABLE_HEADERS = frozenset(['accept-encoding', 'host', 'user-agent'])

ACCEPT_ENCODING = 'gzip,deflate'


def make_headers(keep_alive=None, accept_encoding=None, user_agent=None, basic_auth=None, proxy_basic_auth=None,
                 disable_cache=None, *, basic_auth_encoding='latin-1', proxy_basic_auth_encoding='latin-1'):
    """A dictionary of the headers that are asked for. Credentials are `user:password`."""
    headers = {}
    if accept_encoding:
        if isinstance(accept_encoding, list):
            accept_encoding = ','.join(accept_encoding)
        headers['accept-encoding'] = accept_encoding if isinstance(accept_encoding, str) else ACCEPT_ENCODING
    if user_agent:
        headers['user-agent'] = user_agent
    if keep_alive:
        headers['connection'] = 'keep-alive'
    if basic_auth:
        headers['authorization'] = f'Basic {b64encode(basic_auth.encode(basic_auth_encoding)).decode()}'
    if proxy_basic_auth:
        headers['proxy-authorization'] = f'Basic {b64encode(proxy_basic_auth.encode(proxy_basic_auth_encoding)).decode()}'
    if disable_cache:
        headers['cache-control'] = 'no-cache'
    return headers
