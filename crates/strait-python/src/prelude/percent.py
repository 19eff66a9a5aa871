# The operator `%` of strings and bytes.


def _percent_bytes(template, values):
    """Each conversion is done by the operator of strings, on bytes that stand as characters."""
    text = template.decode('latin-1')
    arguments = values if isinstance(values, tuple) else (values,)
    is_mapping = not isinstance(values, (tuple, str, bytes, bytearray)) and hasattr(type(values), '__getitem__')
    used = 0

    def argument():
        nonlocal used
        if used >= len(arguments):
            raise TypeError('not enough arguments for format string')
        used += 1
        return arguments[used - 1]

    out = []
    place = 0
    while True:
        start = text.find('%', place)
        if start < 0:
            out.append(text[place:])
            break
        out.append(text[place:start])
        place = start + 1
        key = None
        if text[place:place + 1] == '(':
            if not is_mapping:
                raise TypeError('format requires a mapping')
            depth, end = 1, place + 1
            while depth:
                if end >= len(text):
                    raise ValueError('incomplete format key')
                depth += {'(': 1, ')': -1}.get(text[end], 0)
                end += 1
            key = text[place + 1:end - 1]
            place = end
        numbers = []
        begin = place
        while place < len(text) and text[place] in '-+ #0123456789.*':
            if text[place] == '*':
                number = argument()
                if not isinstance(number, int):
                    raise TypeError('* wants int')
                numbers.append(number)
            place += 1
        options = text[begin:place]
        while text[place:place + 1] in ('h', 'l', 'L'):
            place += 1
        if place >= len(text):
            raise ValueError('incomplete format')
        # Messages about bytes know no `i`.
        code = 'd' if text[place] == 'i' else text[place]
        place += 1
        if code == '%' and place == start + 2:
            out.append('%')
            continue
        if key is None:
            value = argument()
        else:
            value = values[key.encode('latin-1')]
            arguments, used = (value,), 1
        if code in 'sb':
            code, value = 's', _bytes_for_percent(value)
        elif code in 'ra':
            code, value = 's', ascii(value)
        elif code == 'c':
            if isinstance(value, (bytes, bytearray)) and len(value) == 1:
                value = value[0]
            elif not isinstance(value, int):
                raise TypeError('%c requires an integer in range(256) or a single byte')
            if not 0 <= value <= 255:
                raise OverflowError('%c arg not in range(256)')
            value = chr(value)
        elif code in 'eEfFgG':
            if not hasattr(type(value), '__float__') and not hasattr(type(value), '__index__'):
                raise TypeError(f'float argument required, not {type(value).__name__}')
        elif code not in 'diuxXo':
            raise ValueError(f"unsupported format character '{code}' (0x{ord(code):x}) at index {place - 1}")
        out.append(f'%{options}{code}' % (*numbers, value))
    if used < len(arguments) and not is_mapping:
        raise TypeError('not all arguments converted during bytes formatting')
    return type(template)(''.join(out).encode('latin-1'))


def _bytes_for_percent(value):
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode('latin-1')
    method = _type_lookup(_class_of(value), '__bytes__')
    if method is None:
        raise TypeError(
            f"%b requires a bytes-like object, or an object that implements __bytes__, not '{type(value).__name__}'")
    return _checked_bytes(method(value)).decode('latin-1')


def _percent(template, values):
    if not isinstance(template, str):
        return _percent_bytes(template, values)
    text = template
    arguments = values if isinstance(values, tuple) else (values,)
    is_mapping = not isinstance(values, (tuple, str, bytes)) and hasattr(type(values), '__getitem__')
    out = []
    used = 0
    place = 0
    while True:
        start = text.find('%', place)
        if start < 0:
            out.append(text[place:])
            break
        out.append(text[place:start])
        place = start + 1
        key = None
        if text[place:place + 1] == '(':
            depth, end = 1, place + 1
            while depth:
                if end >= len(text):
                    raise ValueError('incomplete format key')
                depth += {'(': 1, ')': -1}.get(text[end], 0)
                end += 1
            key = text[place + 1:end - 1]
            place = end
            if not is_mapping:
                raise TypeError('format requires a mapping')
        flags = ''
        while place < len(text) and text[place] in '-+ #0':
            flags += text[place]
            place += 1
        numbers = []
        for which in ('width', 'precision'):
            if which == 'precision':
                if text[place:place + 1] != '.':
                    numbers.append(None)
                    continue
                place += 1
            if text[place:place + 1] == '*':
                if used >= len(arguments):
                    raise TypeError('not enough arguments for format string')
                number = arguments[used]
                if not isinstance(number, int):
                    raise TypeError('* wants int')
                used += 1
                place += 1
                numbers.append(number)
                continue
            end = place
            while end < len(text) and text[end].isdecimal():
                end += 1
            numbers.append(int(text[place:end]) if end > place else (0 if which == 'precision' else None))
            place = end
        width, precision = numbers
        while text[place:place + 1] in ('h', 'l', 'L'):
            place += 1
        if place >= len(text):
            raise ValueError('incomplete format')
        code = text[place]
        place += 1
        if code == '%' and place == start + 2:
            out.append('%')
            continue
        if key is not None:
            value = values[key]
        else:
            if used >= len(arguments):
                raise TypeError('not enough arguments for format string')
            value = arguments[used]
            used += 1
        out.append(_percent_one(code, value, flags, width, precision, place - 1))
    if used < len(arguments) and not is_mapping:
        raise TypeError('not all arguments converted during string formatting')
    return ''.join(out)


def _percent_one(code, value, flags, width, precision, place):
    if width is not None and width < 0:
        flags, width = flags + '-', -width
    spec = ''
    if code in 'sra':
        text = str(value) if code == 's' else repr(value) if code == 'r' else ascii(value)
        if precision is not None:
            text = text[:precision]
    elif code == 'c':
        if isinstance(value, int):
            if not 0 <= value < 0x110000:
                raise OverflowError('%c arg not in range(0x110000)')
            text = chr(value)
        elif isinstance(value, str) and len(value) == 1:
            text = value
        else:
            raise TypeError('%c requires int or char')
    elif code in 'diuxXo':
        if not isinstance(value, int):
            if code in 'diu' and isinstance(value, float):
                value = int(value)
            else:
                method = _type_lookup(_class_of(value), '__index__' if code in 'xXo' else '__int__')
                if method is None:
                    wanted = 'an integer is required' if code in 'xXo' else 'a real number is required'
                    raise TypeError(f'%{code} format: {wanted}, not {type(value).__name__}')
                value = method(value)
        digits = format(abs(value), 'd' if code in 'diu' else code)
        if precision is not None:
            digits = digits.zfill(precision)
        prefix = {'x': '0x', 'X': '0X', 'o': '0o'}.get(code, '') if '#' in flags else ''
        sign = '-' if value < 0 else '+' if '+' in flags else ' ' if ' ' in flags else ''
        if '0' in flags and '-' not in flags and width is not None:
            digits = digits.zfill(width - len(sign) - len(prefix))
        text = sign + prefix + digits
    elif code in 'eEfFgG':
        if not isinstance(value, (int, float)):
            method = _type_lookup(_class_of(value), '__float__')
            if method is None:
                raise TypeError(f'must be real number, not {type(value).__name__}')
            value = method(value)
        sign = '+' if '+' in flags else ' ' if ' ' in flags else ''
        alternate = '#' if '#' in flags else ''
        zero = '0' if '0' in flags and '-' not in flags and width is not None else ''
        size = str(width) if zero else ''
        text = format(float(value), f'{sign}{alternate}{zero}{size}.{6 if precision is None else precision}{code}')
    else:
        shown = code if ' ' <= code <= '~' or code == '\x1f' else '?'
        raise ValueError(f"unsupported format character '{shown}' (0x{ord(code):x}) at index {place}")
    if width is not None and len(text) < width:
        text = text.ljust(width) if '-' in flags else text.rjust(width)
    return text
