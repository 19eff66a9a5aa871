"""Messages from texts: headers, and a payload, which parts are taken out of if it says that it has some."""

from email.message import Message

__all__ = ['Parser', 'HeaderParser', 'BytesParser', 'BytesHeaderParser']

# Parts within parts.
_DEEPEST = 100


class Parser:
    """Makes messages of a class from texts."""

    def __init__(self, _class=None, *, policy=None):
        self._class = _class or Message

    def parse(self, fp, headersonly=False):
        return self.parsestr(fp.read(), headersonly)

    def parsestr(self, text, headersonly=False):
        """The message of a text; with `headersonly`, what comes after the headers is left as it is."""
        return self._message(text, headersonly, 0)

    def _message(self, text, headers_only, depth):
        message = self._class()
        lines = text.splitlines(keepends=True)
        place = _take_headers(message, lines)
        boundary = message.get_boundary() if message.get_content_maintype() == 'multipart' else None
        if headers_only or boundary is None or depth == _DEEPEST:
            message.set_payload(''.join(lines[place:]))
            return message
        preamble, parts, epilogue = _parts(lines[place:], boundary)
        message.preamble, message.epilogue = preamble or None, epilogue
        message._payload = [self._message(part, False, depth + 1) for part in parts]
        return message


class HeaderParser(Parser):
    """Leaves what comes after the headers as it is."""

    def parse(self, fp, headersonly=True):
        return Parser.parse(self, fp, True)

    def parsestr(self, text, headersonly=True):
        return Parser.parsestr(self, text, True)


class BytesParser:
    """Makes messages from bytes."""

    _parser_class = Parser

    def __init__(self, *args, **kw):
        self.parser = self._parser_class(*args, **kw)

    def parse(self, fp, headersonly=False):
        return self.parsebytes(fp.read(), headersonly)

    def parsebytes(self, text, headersonly=False):
        return self.parser.parsestr(text.decode('ascii', 'surrogateescape'), headersonly)


class BytesHeaderParser(BytesParser):
    """Leaves what comes after the headers as it is."""

    _parser_class = HeaderParser


def _take_headers(message, lines):
    """Adds the headers, of which a line that begins with a space goes on; where what comes after them begins."""
    name = None
    value = ''
    for place, line in enumerate(lines):
        if line[0] in ' \t' and name is not None:
            value += line
            continue
        if name is not None:
            message.set_raw(name, value.lstrip(' \t').rstrip('\r\n'))
        head, colon, value = line.partition(':')
        if not colon or not head or ' ' in head:
            return place + 1 if not line.rstrip('\r\n') else place
        name = head
    if name is not None:
        message.set_raw(name, value.lstrip(' \t').rstrip('\r\n'))
    return len(lines)


def _parts(lines, boundary):
    """What is before the first line of the boundary, what is between two of them, and what comes after the last."""
    found = [[]]
    for place, line in enumerate(lines):
        mark = line.rstrip()
        if mark == f'--{boundary}':
            found.append([])
        elif mark == f'--{boundary}--':
            return _text(found[0]), [_text(part) for part in found[1:]], ''.join(lines[place + 1:])
        else:
            found[-1].append(line)
    return _text(found[0]), [_text(part) for part in found[1:]], None


def _text(lines):
    """The line break before a boundary is part of the boundary (RFC 2046 section 5.1.1)."""
    text = ''.join(lines)
    for end in '\r\n', '\n', '\r':
        if text.endswith(end):
            return text[:-len(end)]
    return text
