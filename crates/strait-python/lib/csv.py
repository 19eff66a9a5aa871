"""Reading and writing of comma-separated values."""
# The states of the reader and the messages follow CPython 3.12's _csv.c and csv.py (see VENDORED.md).

import re
from io import StringIO
from types import GenericAlias

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'Error',
           'Dialect', 'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect',
           'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader', 'DictWriter', 'unix_dialect', '__doc__', '__version__']

__version__ = '1.0'

QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3
QUOTE_STRINGS = 4
QUOTE_NOTNULL = 5

# Characters in one field.
_field_size_limit = 128 * 1024


class Error(Exception):
    pass


def field_size_limit(limit=None):
    """The greatest length of a field that is read; sets it if one is given."""
    global _field_size_limit
    old = _field_size_limit
    if limit is not None:
        if type(limit) is not int:
            raise TypeError('limit must be an integer')
        _field_size_limit = limit
    return old


_DEFAULTS = {'delimiter': ',', 'doublequote': True, 'escapechar': None, 'quotechar': '"', 'quoting': QUOTE_MINIMAL,
             'skipinitialspace': False, 'strict': False, 'lineterminator': '\r\n'}
_dialects = {}


class _Dialect:
    """The checked parameters of a reader or writer; they do not change."""

    __slots__ = tuple(_DEFAULTS)

    def __init__(self, dialect=None, **parameters):
        for name in parameters:
            if name not in _DEFAULTS:
                raise TypeError(f'{name!r} is an invalid keyword argument for this function')
        for name, default in _DEFAULTS.items():
            value = parameters[name] if name in parameters else getattr(dialect, name, default)
            object.__setattr__(self, name, _checked(name, value))
        quotechar_given = 'quotechar' in parameters or hasattr(dialect, 'quotechar')
        quoting_given = 'quoting' in parameters or hasattr(dialect, 'quoting')
        if quotechar_given and self.quotechar is None and not quoting_given:
            object.__setattr__(self, 'quoting', QUOTE_NONE)
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError('quotechar must be set if quoting enabled')

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __delattr__(self, name):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


def _checked(name, value):
    if name in ('doublequote', 'skipinitialspace', 'strict'):
        return bool(value)
    if name == 'quoting':
        if type(value) is not int:
            raise TypeError('"quoting" must be an integer')
        if not QUOTE_MINIMAL <= value <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        return value
    if name == 'lineterminator':
        if value is None:
            raise TypeError('lineterminator must be set')
        if not isinstance(value, str):
            raise TypeError('"lineterminator" must be a string')
        return value
    if value is None and name != 'delimiter':
        return None
    if not isinstance(value, str):
        kind = 'string' if name == 'delimiter' else 'string or None'
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


def _make_dialect(dialect, parameters):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if isinstance(dialect, _Dialect) and not parameters:
        return dialect
    return _Dialect(dialect, **parameters)


def register_dialect(name, dialect=None, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _make_dialect(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


class Dialect:
    """Base of classes whose attributes are the parameters of a dialect."""

    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        try:
            _Dialect(self)
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    """What Excel writes."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes with tabs."""

    delimiter = '\t'


class unix_dialect(Dialect):
    """What programs on Unix write: all fields quoted, lines ended by a line feed."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


# States of the reader. A record that ends inside quotes goes on with the next line.
(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTES, _ESCAPED_IN_QUOTES, _QUOTE_IN_QUOTES, _EAT_NEWLINE,
 _AFTER_ESCAPED_NEWLINE) = range(9)
_NEWLINES = ('\n', '\r')


class reader:
    """Iterates over the records in an iterable of lines."""

    def __init__(self, iterable, /, dialect=None, **fmtparams):
        self._lines = iter(iterable)
        self.dialect = _make_dialect(dialect, fmtparams)
        self.line_num = 0
        self._reset()
        dialect = self.dialect
        special = re.escape(dialect.delimiter + (dialect.escapechar or ''))
        self._match_plain = re.compile(f'[^{special}\\r\\n]*').match
        special = re.escape((dialect.quotechar or '') + (dialect.escapechar or ''))
        self._match_quoted = re.compile(f'[^{special}]*' if special else '.*', re.DOTALL).match
        self._can_split = (dialect.escapechar is None and not dialect.skipinitialspace
                           and dialect.quoting != QUOTE_NONNUMERIC)

    def _reset(self):
        self._state = _START_RECORD
        self._fields = []
        self._parts = []        # of the field that is being read
        self._is_number = False

    def __iter__(self):
        return self

    def __next__(self):
        self._reset()
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if not self._parts and self._state != _IN_QUOTES:
                    raise
                if self.dialect.strict:
                    raise Error('unexpected end of data') from None
                self._save_field()
                return self._fields
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} '
                            '(the file should be opened in text mode)')
            self.line_num += 1
            if self._state == _START_RECORD and self._can_split:
                fields = self._split(line)
                if fields is not None:
                    return fields
            self._read(line)
            if self._state == _START_RECORD:
                return self._fields

    def _split(self, line):
        """The fields of a line without quotes; None if it has to be read character by character."""
        dialect = self.dialect
        if dialect.quotechar is not None and dialect.quotechar in line and dialect.quoting != QUOTE_NONE:
            return None
        line = line.removesuffix('\n').removesuffix('\r')
        if not line or '\n' in line or '\r' in line or len(line) > _field_size_limit:
            return None
        return line.split(dialect.delimiter)

    def _save_field(self):
        text = ''.join(self._parts)
        self._parts = []
        if self._is_number:
            self._is_number = False
            text = float(text)
        self._fields.append(text)

    def _add(self, text):
        self._parts.append(text)
        if len(text) > _field_size_limit or sum(map(len, self._parts)) > _field_size_limit:
            raise Error(f'field larger than field limit ({_field_size_limit})')

    def _read(self, line):
        dialect = self.dialect
        delimiter, escapechar, quotechar = dialect.delimiter, dialect.escapechar, dialect.quotechar
        if dialect.quoting == QUOTE_NONE:
            quotechar = None
        state = self._state
        position = 0
        while True:
            # The end of the line comes once, as an empty character.
            c = line[position:position + 1]
            if state == _START_RECORD:
                if not c:
                    break
                if c in _NEWLINES:
                    state = _EAT_NEWLINE
                    position += 1
                    continue
                state = _START_FIELD
            if state == _AFTER_ESCAPED_NEWLINE:
                if not c:
                    break
                state = _IN_FIELD

            if state == _IN_FIELD:
                end = self._match_plain(line, position).end()
                if end > position:
                    self._add(line[position:end])
                    position = end
                    c = line[position:position + 1]
                if not c or c in _NEWLINES:
                    self._save_field()
                    state = _EAT_NEWLINE if c else _START_RECORD
                elif c == escapechar:
                    state = _ESCAPED
                else:
                    self._save_field()
                    state = _START_FIELD
            elif state == _IN_QUOTES:
                end = self._match_quoted(line, position).end()
                if end > position:
                    self._add(line[position:end])
                    position = end
                    c = line[position:position + 1]
                if c:
                    if c == escapechar:
                        state = _ESCAPED_IN_QUOTES
                    else:
                        state = _QUOTE_IN_QUOTES if dialect.doublequote else _IN_FIELD
            elif state == _START_FIELD:
                if not c or c in _NEWLINES:
                    self._save_field()
                    state = _EAT_NEWLINE if c else _START_RECORD
                elif c == quotechar:
                    state = _IN_QUOTES
                elif c == escapechar:
                    state = _ESCAPED
                elif c == ' ' and dialect.skipinitialspace:
                    pass
                elif c == delimiter:
                    self._save_field()
                else:
                    self._is_number = dialect.quoting == QUOTE_NONNUMERIC
                    self._add(c)
                    state = _IN_FIELD
            elif state == _QUOTE_IN_QUOTES:
                if c and c == quotechar:
                    self._add(c)
                    state = _IN_QUOTES
                elif c == delimiter:
                    self._save_field()
                    state = _START_FIELD
                elif not c or c in _NEWLINES:
                    self._save_field()
                    state = _EAT_NEWLINE if c else _START_RECORD
                elif dialect.strict:
                    raise Error(f"'{delimiter}' expected after '{quotechar}'")
                else:
                    self._add(c)
                    state = _IN_FIELD
            elif state == _ESCAPED:
                self._add(c or '\n')
                state = _AFTER_ESCAPED_NEWLINE if c and c in _NEWLINES else _IN_FIELD
            elif state == _ESCAPED_IN_QUOTES:
                self._add(c or '\n')
                state = _IN_QUOTES
            elif not c:     # _EAT_NEWLINE
                state = _START_RECORD
            elif c not in _NEWLINES:
                raise Error('new-line character seen in unquoted field - '
                            'do you need to open the file in universal-newline mode?')
            if not c:
                break
            position += 1
        self._state = state

    __class_getitem__ = classmethod(GenericAlias)


class writer:
    """Writes records to a file."""

    def __init__(self, csvfile, /, dialect=None, **fmtparams):
        write = getattr(csvfile, 'write', None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = dialect = _make_dialect(dialect, fmtparams)
        special = re.escape(dialect.delimiter + (dialect.quotechar or '') + (dialect.escapechar or '')
                            + dialect.lineterminator)
        self._search_special = re.compile(f'[{special}]').search

    def writerow(self, row, /):
        """Write one record; returns what the file's `write` returns."""
        try:
            row = iter(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        fields = [self._field(value) for value in row]
        if len(fields) == 1 and not fields[0]:
            # An empty line would be read as no field at all.
            if self.dialect.quoting == QUOTE_NONE:
                raise Error('single empty field record must be quoted')
            fields[0] = self.dialect.quotechar * 2
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        quoting = self.dialect.quoting
        is_text = isinstance(value, str)
        text = value if is_text else '' if value is None else str(value)
        if quoting == QUOTE_MINIMAL or quoting == QUOTE_NONE:
            quoted = False
        elif quoting == QUOTE_ALL:
            quoted = True
        elif quoting == QUOTE_STRINGS:
            quoted = is_text
        elif quoting == QUOTE_NOTNULL:
            quoted = value is not None
        else:
            quoted = not _is_number(value)
        if self._search_special(text) is not None:
            text, quoted = self._escaped(text, quoted)
        if quoted:
            quote = self.dialect.quotechar
            return f'{quote}{text}{quote}'
        return text

    def _escaped(self, text, quoted):
        """The text with quotes doubled and escapes put in, and whether it needs quotes."""
        dialect = self.dialect
        parts = []
        for c in text:
            if self._search_special(c) is not None:
                if dialect.quoting == QUOTE_NONE:
                    escape = True
                else:
                    escape = c == dialect.escapechar
                    if c == dialect.quotechar:
                        escape = not dialect.doublequote
                        if not escape:
                            parts.append(c)
                    quoted = quoted or not escape
                if escape:
                    if dialect.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    parts.append(dialect.escapechar)
            parts.append(c)
        return ''.join(parts), quoted


def _is_number(value):
    cls = type(value)
    return hasattr(cls, '__float__') or hasattr(cls, '__index__') or hasattr(cls, '__int__') or cls is complex


class DictReader:
    """Reads records as dicts; the first one names the fields unless names are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames     # reads the first record
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        record = dict(zip(names, row))
        if len(names) < len(row):
            record[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                record[name] = self.restval
        return record

    __class_getitem__ = classmethod(GenericAlias)


class DictWriter:
    """Writes dicts as records of the named fields."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(key) for key in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._values, rowdicts))

    __class_getitem__ = classmethod(GenericAlias)


# From CPython's csv.py as it is.

class Sniffer:
    '''
    "Sniffs" the format of a CSV file (i.e. delimiter, quotechar)
    Returns a Dialect object.
    '''
    def __init__(self):
        # in case there is more than one possible delimiter
        self.preferred = [',', '\t', ';', ' ', ':']


    def sniff(self, sample, delimiters=None):
        """
        Returns a dialect (or None) corresponding to the sample
        """

        quotechar, doublequote, delimiter, skipinitialspace = \
                   self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, skipinitialspace = self._guess_delimiter(sample,
                                                                delimiters)

        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
            # escapechar = ''

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        # _csv.reader won't accept a quotechar of ''
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skipinitialspace

        return dialect


    def _guess_quote_and_delimiter(self, data, delimiters):
        """
        Looks for text enclosed between two identical quotes
        (the probable quotechar) which are preceded and followed
        by the same character (the probable delimiter).
        For example:
                         ,'some text',
        The quote with the most wins, same with the delimiter.
        If there is no quotechar the delimiter can't be determined
        this way.
        """

        matches = []
        for restr in (r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)', # ,".*?",
                      r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',   #  ".*?",
                      r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',   # ,".*?"
                      r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)'):                            #  ".*?" (no delim, no space)
            regexp = re.compile(restr, re.DOTALL | re.MULTILINE)
            matches = regexp.findall(data)
            if matches:
                break

        if not matches:
            # (quotechar, doublequote, delimiter, skipinitialspace)
            return ('', False, None, 0)
        quotes = {}
        delims = {}
        spaces = 0
        groupindex = regexp.groupindex
        for m in matches:
            n = groupindex['quote'] - 1
            key = m[n]
            if key:
                quotes[key] = quotes.get(key, 0) + 1
            try:
                n = groupindex['delim'] - 1
                key = m[n]
            except KeyError:
                continue
            if key and (delimiters is None or key in delimiters):
                delims[key] = delims.get(key, 0) + 1
            try:
                n = groupindex['space'] - 1
            except KeyError:
                continue
            if m[n]:
                spaces += 1

        quotechar = max(quotes, key=quotes.get)

        if delims:
            delim = max(delims, key=delims.get)
            skipinitialspace = delims[delim] == spaces
            if delim == '\n': # most likely a file with a single column
                delim = ''
        else:
            # there is *no* delimiter, it's a single column of quoted data
            delim = ''
            skipinitialspace = 0

        # if we see an extra quote between delimiters, we've got a
        # double quoted format
        dq_regexp = re.compile(
                               r"((%(delim)s)|^)\W*%(quote)s[^%(delim)s\n]*%(quote)s[^%(delim)s\n]*%(quote)s\W*((%(delim)s)|$)" % \
                               {'delim':re.escape(delim), 'quote':quotechar}, re.MULTILINE)



        if dq_regexp.search(data):
            doublequote = True
        else:
            doublequote = False

        return (quotechar, doublequote, delim, skipinitialspace)


    def _guess_delimiter(self, data, delimiters):
        """
        The delimiter /should/ occur the same number of times on
        each row. However, due to malformed data, it may not. We don't want
        an all or nothing approach, so we allow for small variations in this
        number.
          1) build a table of the frequency of each character on every line.
          2) build a table of frequencies of this frequency (meta-frequency?),
             e.g.  'x occurred 5 times in 10 rows, 6 times in 1000 rows,
             7 times in 2 rows'
          3) use the mode of the meta-frequency to determine the /expected/
             frequency for that character
          4) find out how often the character actually meets that goal
          5) the character that best meets its goal is the delimiter
        For performance reasons, the data is evaluated in chunks, so it can
        try and evaluate the smallest portion of the data possible, evaluating
        additional chunks as necessary.
        """

        data = list(filter(None, data.split('\n')))

        ascii = [chr(c) for c in range(127)] # 7-bit ASCII

        # build frequency tables
        chunkLength = min(10, len(data))
        iteration = 0
        charFrequency = {}
        modes = {}
        delims = {}
        start, end = 0, chunkLength
        while start < len(data):
            iteration += 1
            for line in data[start:end]:
                for char in ascii:
                    metaFrequency = charFrequency.get(char, {})
                    # must count even if frequency is 0
                    freq = line.count(char)
                    # value is the mode
                    metaFrequency[freq] = metaFrequency.get(freq, 0) + 1
                    charFrequency[char] = metaFrequency

            for char in charFrequency.keys():
                items = list(charFrequency[char].items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                # get the mode of the frequencies
                if len(items) > 1:
                    modes[char] = max(items, key=lambda x: x[1])
                    # adjust the mode - subtract the sum of all
                    # other frequencies
                    items.remove(modes[char])
                    modes[char] = (modes[char][0], modes[char][1]
                                   - sum(item[1] for item in items))
                else:
                    modes[char] = items[0]

            # build a list of possible delimiters
            modeList = modes.items()
            total = float(min(chunkLength * iteration, len(data)))
            # (rows of consistent data) / (number of rows) = 100%
            consistency = 1.0
            # minimum consistency threshold
            threshold = 0.9
            while len(delims) == 0 and consistency >= threshold:
                for k, v in modeList:
                    if v[0] > 0 and v[1] > 0:
                        if ((v[1]/total) >= consistency and
                            (delimiters is None or k in delimiters)):
                            delims[k] = v
                consistency -= 0.01

            if len(delims) == 1:
                delim = list(delims.keys())[0]
                skipinitialspace = (data[0].count(delim) ==
                                    data[0].count("%c " % delim))
                return (delim, skipinitialspace)

            # analyze another chunkLength lines
            start = end
            end += chunkLength

        if not delims:
            return ('', 0)

        # if there's more than one, fall back to a 'preferred' list
        if len(delims) > 1:
            for d in self.preferred:
                if d in delims.keys():
                    skipinitialspace = (data[0].count(d) ==
                                        data[0].count("%c " % d))
                    return (d, skipinitialspace)

        # nothing else indicates a preference, pick the character that
        # dominates(?)
        items = [(v,k) for (k,v) in delims.items()]
        items.sort()
        delim = items[-1][1]

        skipinitialspace = (data[0].count(delim) ==
                            data[0].count("%c " % delim))
        return (delim, skipinitialspace)


    def has_header(self, sample):
        # Creates a dictionary of types of data in each column. If any
        # column is of a single type (say, integers), *except* for the first
        # row, then the first row is presumed to be labels. If the type
        # can't be determined, it is assumed to be a string in which case
        # the length of the string is the determining factor: if all of the
        # rows except for the first are the same length, it's a header.
        # Finally, a 'vote' is taken at the end for each column, adding or
        # subtracting from the likelihood of the first row being a header.

        rdr = reader(StringIO(sample), self.sniff(sample))

        header = next(rdr) # assume first row is header

        columns = len(header)
        columnTypes = {}
        for i in range(columns): columnTypes[i] = None

        checked = 0
        for row in rdr:
            # arbitrary number of rows to check, to keep it sane
            if checked > 20:
                break
            checked += 1

            if len(row) != columns:
                continue # skip rows that have irregular number of columns

            for col in list(columnTypes.keys()):
                thisType = complex
                try:
                    thisType(row[col])
                except (ValueError, OverflowError):
                    # fallback to length of string
                    thisType = len(row[col])

                if thisType != columnTypes[col]:
                    if columnTypes[col] is None: # add new column type
                        columnTypes[col] = thisType
                    else:
                        # type is inconsistent, remove column from
                        # consideration
                        del columnTypes[col]

        # finally, compare results against first row and "vote"
        # on whether it's a header
        hasHeader = 0
        for col, colType in columnTypes.items():
            if isinstance(colType, int): # it's a length
                if len(header[col]) != colType:
                    hasHeader += 1
                else:
                    hasHeader -= 1
            else: # attempt typecast
                try:
                    colType(header[col])
                except (ValueError, TypeError):
                    hasHeader += 1
                else:
                    hasHeader -= 1

        return hasHeader > 0
