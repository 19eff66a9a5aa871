# `format`, `str.format` and the tables of `str.translate`.


def _format_call(value, spec=''):
    text = _type_lookup(_class_of(value), '__format__')(value, spec)
    if not isinstance(text, str):
        raise TypeError(f'__format__ must return a str, not {type(text).__name__}')
    return text


def _format(value, conversion, spec):
    if conversion == 114:
        value = repr(value)
    elif conversion == 115:
        value = str(value)
    elif conversion == 97:
        value = ascii(value)
    return format(value, spec)


def _str_format(text, args, keywords):
    return _format_pieces(text, args, keywords, [0], 2)


def _str_format_map(text, mapping):
    return _format_pieces(text, (), mapping, [0], 2)


def _format_pieces(text, args, keywords, automatic, depth):
    if depth <= 0:
        raise ValueError('Max string recursion exceeded')
    out = []
    for literal, name, conversion, spec in _template(text):
        if literal is None:
            raise name
        out.append(literal)
        if name is None:
            continue
        value = _format_field(name, args, keywords, automatic)
        if conversion == 'r':
            value = repr(value)
        elif conversion == 's':
            value = str(value)
        elif conversion == 'a':
            value = ascii(value)
        elif conversion is not None:
            if not ' ' < conversion < '\x7f':
                conversion = f'\\x{ord(conversion):x}'
            raise ValueError(f'Unknown conversion specifier {conversion}')
        if '{' in spec:
            spec = _format_pieces(spec, args, keywords, automatic, depth - 1)
        out.append(format(value, spec))
    return ''.join(out)


def _format_field(name, args, keywords, automatic):
    end = len(name)
    for place in range(len(name)):
        if name[place] in '.[':
            end = place
            break
    first, rest = name[:end], name[end:]
    if first == '' or first.isdecimal():
        if first == '':
            if automatic[0] is None:
                raise ValueError('cannot switch from manual field specification to automatic field numbering')
            place = automatic[0]
            automatic[0] += 1
        else:
            if automatic[0]:
                raise ValueError('cannot switch from automatic field numbering to manual field specification')
            automatic[0] = None
            place = int(first)
        if place >= len(args):
            raise IndexError(f'Replacement index {place} out of range for positional args tuple')
        value = args[place]
    else:
        value = keywords[first]
    while rest:
        if rest[0] == '.':
            end = len(rest)
            for place in range(1, len(rest)):
                if rest[place] in '.[':
                    end = place
                    break
            if end == 1:
                raise ValueError('Empty attribute in format string')
            value = getattr(value, rest[1:end])
            rest = rest[end:]
        else:
            end = rest.find(']')
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = rest[1:end]
            if not key:
                raise ValueError('Empty attribute in format string')
            value = value[int(key) if key.isdecimal() else key]
            rest = rest[end + 1:]
            if rest and rest[0] not in '.[':
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


def _str_translate(text, table):
    out = []
    for character in text:
        try:
            found = table[ord(character)]
        except LookupError:
            out.append(character)
            continue
        if found is None:
            continue
        if isinstance(found, int):
            if not 0 <= found < 0x110000:
                raise ValueError('character mapping must be in range(0x110000)')
            found = chr(found)
        elif not isinstance(found, str):
            raise TypeError('character mapping must return integer, None or str')
        out.append(found)
    return ''.join(out)


def _maketrans(x, *rest):
    if not rest:
        if not isinstance(x, dict):
            raise TypeError('if you give only one argument to maketrans it must be a dict')
        table = {}
        for key, value in x.items():
            if isinstance(key, str):
                if len(key) != 1:
                    raise ValueError('string keys in translate table must be of length 1')
                key = ord(key)
            elif not isinstance(key, int):
                raise TypeError('keys in translate table must be strings or integers')
            table[key] = value
        return table
    y = rest[0]
    for place, argument in enumerate((x, *rest), 1):
        if not isinstance(argument, str):
            what = 'the first maketrans argument must be a string if there is a second argument'
            raise TypeError(what if place == 1 else
                            f'maketrans() argument {place} must be str, not {type(argument).__name__}')
    if len(x) != len(y):
        raise ValueError('the first two maketrans arguments must have equal length')
    table = {ord(one): ord(other) for one, other in zip(x, y)}
    for character in rest[1] if len(rest) > 1 else ():
        table[ord(character)] = None
    return table
