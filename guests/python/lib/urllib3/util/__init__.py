"""URLs, headers, retries and timeouts."""

from .request import SKIP_HEADER, SKIPPABLE_HEADERS, make_headers
from .retry import Retry
from .timeout import Timeout
from .url import Url, parse_url

__all__ = ('Retry', 'Timeout', 'Url', 'parse_url', 'make_headers', 'SKIP_HEADER', 'SKIPPABLE_HEADERS')
