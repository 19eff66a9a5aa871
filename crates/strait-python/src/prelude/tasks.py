# Tasks, for scripts: what starts coroutines and waits for them.

sleep = _sleep
receive = _receive


def frame():
    raise RuntimeError('frame() waits for the next picture of a page, and here is no page')


def run(*awaitables):
    tasks = _start_all('run', awaitables)
    for task in tasks:
        _wait(task)
    if tasks:
        return _result(tasks[0])


def gather(*awaitables):
    tasks = _start_all('gather', awaitables)
    for task in tasks:
        _wait(task)
    return [_result(task) for task in tasks]


def with_timeout(seconds, awaitable):
    if not isinstance(seconds, (int, float)):
        raise TypeError('with_timeout() seconds must be a number')
    task = _start_of(awaitable)
    if task is None:
        raise TypeError('with_timeout() requires a coroutine')
    if seconds > 0 and _wait(task, seconds):
        return _result(task)
    _cancel(task)
    _wait(task)
    if not _was_cancelled(task):
        _, error = _outcome(task)
        if error is not None:
            raise error
    raise TimeoutError


def cancel(coroutine):
    task = _existing_task(coroutine)
    if task is not None:
        _cancel(task)


def _start_all(called, awaitables):
    tasks = []
    for place, awaitable in enumerate(awaitables, 1):
        task = _start_of(awaitable)
        if task is None:
            raise TypeError(f"{called}() takes coroutines and calls that wait; argument {place} is "
                            f"'{type(awaitable).__name__}'")
        _append(tasks, task)
    return tasks


def _result(task):
    value, error = _outcome(task)
    if error is None or _was_cancelled(task):
        return value
    raise error


def aiter(async_iterable, /):
    method = _type_lookup(type(async_iterable), '__aiter__')
    if method is None:
        raise TypeError(f"'{type(async_iterable).__name__}' object is not an async iterable")
    iterator = method(async_iterable)
    if _type_lookup(type(iterator), '__anext__') is None:
        raise TypeError(f"aiter() returned not an async iterator of type '{type(iterator).__name__}'")
    return iterator


def anext(async_iterator, /, *default):
    method = _type_lookup(type(async_iterator), '__anext__')
    if method is None:
        raise TypeError(f"'{type(async_iterator).__name__}' object is not an async iterator")
    if len(default) > 1:
        raise TypeError(f'anext expected at most 2 arguments, got {len(default) + 1}')
    return _next_or(method(async_iterator), default[0]) if default else method(async_iterator)


async def _next_or(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


def _async_items(generator):
    async def next_item():
        return await generator.__anext__()
    while True:
        try:
            item = next_item()()
        except StopAsyncIteration:
            return
        yield item


# --- bytes, under the names that Edge Python gives their methods -------------------------------------------------------

def bytes_fromhex(text):
    return bytes.fromhex(text)


def int_from_bytes(data, order):
    if not isinstance(data, bytes):
        raise TypeError('int_from_bytes() first arg must be bytes')
    return int.from_bytes(data, order)


def int_to_bytes(number, length, order):
    return number.to_bytes(length, order)
