"""`fetch` and its like."""

from json import dumps as _dumps

from _task import current as _current, suspends as _suspends, throw as _throw

from ._http import joined_headers, request, sentence
from ._options import Request, parsed


class _Aborted(Exception):
    """`abort_request` was called."""


# The tasks that wait for an answer, by the number of their request.
_in_flight = {}
_requests = 0


@_suspends
def fetch(url, options_json=None, *, method=None, headers=None, body=None, json=None, timeout=None, redirect=None):
    """Send a request. Returns a JSON text: {"id":0,"ok":true,"status":200,"headers":{...},"body":"..."}.

    A status of any kind is an answer. A request that fails gives {"id":0,"ok":false,"status":0,"error":"..."}.
    """
    global _requests
    wanted = Request(url, parsed(options_json, 'fetch'), {
        'method': method, 'headers': headers, 'body': body, 'json': json, 'timeout': timeout, 'redirect': redirect})
    id = _requests
    _requests += 1
    _in_flight[id] = _current()
    try:
        status, _, block, _, content = request(*wanted.parts())
    except _Aborted:
        return _failed(id, 'signal is aborted without reason')
    except RecursionError:
        # That of the script, in the `__str__` of a header's value.
        raise
    except (OSError, ValueError, RuntimeError) as error:
        return _failed(id, sentence(error))
    finally:
        del _in_flight[id]
    return _compact({'id': id, 'ok': 200 <= status < 300, 'status': status, 'headers': joined_headers(block),
                     'body': content.decode(errors='replace')})


@_suspends
def fetch_text(url, options_json=None, *, method=None, headers=None, body=None, json=None, timeout=None, redirect=None):
    """Send a request and give the body of the answer as text. RuntimeError when it fails or its status is not 2xx."""
    wanted = Request(url, parsed(options_json, 'fetch_text'), {
        'method': method, 'headers': headers, 'body': body, 'json': json, 'timeout': timeout, 'redirect': redirect})
    try:
        status, _, _, _, content = request(*wanted.parts())
    except TimeoutError as error:
        if timeout is None:
            raise _failure(error) from None
        raise
    except (OSError, ValueError) as error:
        raise _failure(error) from None
    if not 200 <= status < 300:
        raise RuntimeError(f'HTTP {status}')
    return content.decode(errors='replace')


fetch_json = fetch_text


def abort_request(id):
    """Give up the request with this number, if it is under way; its `fetch` answers with status 0."""
    task = _in_flight.get(id)
    if task is not None:
        _throw(task, _Aborted())


def _failed(id, message):
    return _compact({'id': id, 'ok': False, 'status': 0, 'error': message})


def _compact(value):
    return _dumps(value, separators=(',', ':'), ensure_ascii=False)


def _failure(error):
    failure = RuntimeError(sentence(error))
    failure.code = getattr(error, 'code', None)
    return failure
