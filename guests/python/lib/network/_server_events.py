"""Server-sent events, as a server writes them (WHATWG HTML section 9.2.5)."""


def encoded(events):
    """The texts of an iterable of events: a generator, asynchronous if the iterable is."""
    if hasattr(type(events), '__aiter__'):
        return _encoded_async(events)
    if not hasattr(type(events), '__iter__') or isinstance(events, (str, bytes, dict)):
        raise TypeError(f"events must be an iterable of str or dict, not '{type(events).__name__}'")
    return _encoded(events)


def _encoded(events):
    try:
        for event in events:
            yield event_text(event)
    finally:
        close = getattr(events, 'close', None)
        if close is not None:
            close()


async def _encoded_async(events):
    try:
        async for event in events:
            yield event_text(event)
    finally:
        close = getattr(events, 'aclose', None)
        if close is not None:
            await close()


def event_text(event):
    """One event: its fields, a line each, and an empty line."""
    if not isinstance(event, dict):
        event = {'data': event}
    lines = []
    for name in ('event', 'id', 'retry'):
        if event.get(name) is not None:
            value = str(event[name])
            if '\n' in value or '\r' in value or '\0' in value:
                raise ValueError(f'the {name} of an event is one line, not {value!r}')
            lines.append(f'{name}: {value}\n')
    unknown = event.keys() - {'data', 'event', 'id', 'retry'}
    if unknown:
        raise ValueError(f"an event has 'data', 'event', 'id' and 'retry', not {min(unknown)!r}")
    if 'data' in event:
        data = event['data']
        if not isinstance(data, str):
            from json import dumps
            data = dumps(data, ensure_ascii=False, separators=(',', ':'))
        lines += [f'data: {line}\n' for line in data.replace('\r\n', '\n').replace('\r', '\n').split('\n')]
    return ''.join(lines) + '\n'
