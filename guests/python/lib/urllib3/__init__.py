"""What of urllib3 works without sockets: pools that the host keeps, requests, answers, retries, multipart bodies, errors."""

from . import exceptions
from ._collections import HTTPHeaderDict
from .connectionpool import HTTPConnectionPool, HTTPSConnectionPool, connection_from_url
from .filepost import encode_multipart_formdata
from .poolmanager import PoolManager, ProxyManager, proxy_from_url
from .response import BaseHTTPResponse, HTTPResponse
from .util.request import make_headers
from .util.retry import Retry
from .util.timeout import Timeout

__author__ = 'Andrey Petrov (andrey.petrov@shazow.net)'
__license__ = 'MIT'
__version__ = '2.8.0'
__all__ = ('HTTPConnectionPool', 'HTTPHeaderDict', 'HTTPSConnectionPool', 'PoolManager', 'ProxyManager', 'HTTPResponse',
           'Retry', 'Timeout', 'add_stderr_logger', 'connection_from_url', 'disable_warnings', 'encode_multipart_formdata',
           'make_headers', 'proxy_from_url', 'request', 'BaseHTTPResponse')


def add_stderr_logger(level=10):
    """Have the log written to standard error."""
    import logging
    logger = logging.getLogger(__name__)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter('%(asctime)s %(levelname)s %(message)s'))
    logger.addHandler(handler)
    logger.setLevel(level)
    return handler


def disable_warnings(category=exceptions.HTTPWarning):
    """Have no warnings of a class."""
    import warnings
    warnings.simplefilter('ignore', category)


_pool = None


def request(method, url, **keywords):
    """Send a request by a pool manager that is there for all."""
    global _pool
    if _pool is None:
        _pool = PoolManager()
    return _pool.request(method, url, **keywords)
