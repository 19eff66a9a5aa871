"""HTTP for humans: Requests 2.32 (https://requests.readthedocs.io), on the connections of the host.

A call suspends only the coroutine that makes it. Among the arguments of `gather`, and after `await`, it is something to wait
for.
"""

from . import packages, utils
from .__version__ import (
    __author__, __author_email__, __build__, __cake__, __copyright__, __description__, __license__, __title__, __url__,
    __version__)
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (
    ConnectionError, ConnectTimeout, FileModeWarning, HTTPError, JSONDecodeError, ReadTimeout, RequestException, Timeout,
    TooManyRedirects, URLRequired)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes
