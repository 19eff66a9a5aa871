"""Requests to any server."""

from urllib.parse import urlencode, urljoin

from ._collections import HTTPHeaderDict
from .connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from .exceptions import LocationValueError, MaxRetryError, ProxyError, URLSchemeUnknown
from .util.retry import Retry
from .util.url import parse_url

_POOLS = {'http': HTTPConnectionPool, 'https': HTTPSConnectionPool}
_WITH_FIELDS_IN_URL = {'DELETE', 'GET', 'HEAD', 'OPTIONS'}
_PROXY = 'proxies are the choice of the host, which takes them from the environment by --proxy-from-env'


class PoolManager:
    """Sends requests to any server. What is said of connections and TLS when it is made is the host's to decide."""

    proxy = None
    proxy_config = None

    def __init__(self, num_pools=10, headers=None, **connection_pool_kw):
        self.headers = headers or {}
        self.connection_pool_kw = connection_pool_kw
        self.pools = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.clear()
        return False

    def clear(self):
        """Forget the pools."""
        self.pools.clear()

    def connection_from_host(self, host, port=None, scheme='http', pool_kwargs=None):
        """The pool for a server."""
        if not host:
            raise LocationValueError('No host specified.')
        pool = _POOLS.get((scheme or 'http').lower())
        if pool is None:
            raise URLSchemeUnknown(scheme)
        key = pool, host.lower(), port
        found = self.pools.get(key)
        if found is None:
            keywords = {name: value for name, value in self.connection_pool_kw.items()
                        if name in ('timeout', 'retries')}
            found = self.pools[key] = pool(host, port, headers=self.headers, **keywords)
        return found

    def connection_from_url(self, url, pool_kwargs=None):
        """The pool for a URL."""
        url = parse_url(url)
        return self.connection_from_host(url.host, url.port, url.scheme, pool_kwargs)

    def urlopen(self, method, url, redirect=True, **kw):
        """Send a request, follow redirects, and return the `HTTPResponse`."""
        parsed = parse_url(url)
        pool = self.connection_from_host(parsed.host, parsed.port, parsed.scheme)
        headers = self.headers if kw.get('headers') is None else kw['headers']
        response = pool.urlopen(method, parsed.request_uri, **{**kw, 'headers': headers, 'redirect': False})
        location = redirect and response.get_redirect_location()
        if not location:
            return response
        location = urljoin(url, location)
        if response.status == 303:
            method = 'GET'
            kw['body'] = None
            kept = HTTPHeaderDict(headers)
            for name in ('Content-Encoding', 'Content-Language', 'Content-Location', 'Content-Type', 'Content-Length',
                         'Digest', 'Last-Modified', 'Transfer-Encoding'):
                kept.discard(name)
            headers = kept
        retries = kw.get('retries', response.retries)
        if not isinstance(retries, Retry):
            retries = Retry.from_int(retries, redirect=redirect)
        to = parse_url(location)
        if (to.scheme, to.host, to.port) != (parsed.scheme, parsed.host, parsed.port):
            headers = {name: value for name, value in headers.items()
                       if name.lower() not in retries.remove_headers_on_redirect}
        try:
            retries = retries.increment(method, url, response=response, _pool=pool)
        except MaxRetryError:
            if retries.raise_on_redirect:
                response.drain_conn()
                raise
            return response
        response.drain_conn()
        return self.urlopen(method, location, redirect, **{**kw, 'headers': headers, 'retries': retries})

    def request(self, method, url, body=None, fields=None, headers=None, json=None, **urlopen_kw):
        """Send a request, with fields in its URL or its body, or with JSON."""
        return send_with_fields(self, method, url, body, fields, headers, json, urlopen_kw)


class ProxyManager(PoolManager):
    """Refused."""

    def __init__(self, proxy_url, *args, **kw):
        raise ProxyError(_PROXY, OSError(95, _PROXY))


def proxy_from_url(url, **kw):
    return ProxyManager(url, **kw)


def send_with_fields(pool, method, url, body, fields, headers, json, urlopen_kw):
    """What `request` does of a pool or a pool manager."""
    method = method.upper()
    if json is not None and body is not None:
        raise TypeError("request got values for both 'body' and 'json' parameters which are mutually exclusive")
    headers = HTTPHeaderDict(pool.headers if headers is None else headers)
    if json is not None:
        from json import dumps
        headers.setdefault('Content-Type', 'application/json')
        body = dumps(json, separators=(',', ':'), ensure_ascii=False).encode()
    if fields and method in _WITH_FIELDS_IN_URL:
        url += f'?{urlencode(fields)}'
    elif fields:
        if body is not None:
            raise TypeError("request got values for both 'fields' and 'body', can only specify one.")
        if urlopen_kw.pop('encode_multipart', True):
            from .filepost import encode_multipart_formdata
            body, kind = encode_multipart_formdata(fields, urlopen_kw.pop('multipart_boundary', None))
        else:
            body, kind = urlencode(fields), 'application/x-www-form-urlencoded'
        headers.setdefault('Content-Type', kind)
    return pool.urlopen(method, url, body=body, headers=headers, **urlopen_kw)
