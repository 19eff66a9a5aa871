"""The encoding of a text that does not say it."""

import codecs

__version__ = '5.2.0'

_MARKS = ((codecs.BOM_UTF32_LE, 'UTF-32'), (codecs.BOM_UTF32_BE, 'UTF-32'), (codecs.BOM_UTF8, 'UTF-8-SIG'),
          (codecs.BOM_UTF16_LE, 'UTF-16'), (codecs.BOM_UTF16_BE, 'UTF-16'))


def detect(data):
    """Its name, as `encoding` of a dictionary: by a mark at the start, as ASCII or UTF-8; anything else is Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return {'encoding': encoding, 'confidence': 1.0, 'language': ''}
    if not data:
        return {'encoding': None, 'confidence': 0.0, 'language': None}
    if data.isascii():
        return {'encoding': 'ascii', 'confidence': 1.0, 'language': ''}
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        return {'encoding': 'Windows-1252', 'confidence': 0.5, 'language': ''}
    return {'encoding': 'utf-8', 'confidence': 0.99, 'language': ''}
