"""The assert methods of a test."""

import collections
import pprint
import re
import sys
import warnings
from os.path import commonprefix

# Frames of modules with this name are left out of the tracebacks that a test shows.
__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LENGTH = 12
_MIN_BEGIN = _MIN_END = _MIN_COMMON = 5
_MIN_DIFFERENCE = _MAX_LENGTH - (_MIN_BEGIN + _PLACEHOLDER_LENGTH + _MIN_COMMON + _PLACEHOLDER_LENGTH + _MIN_END)

# Lines that are compared one by one; longer texts are shown one behind the other.
_MAX_DIFF_LINES = 400


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text[:_MAX_LENGTH] + ' [truncated]...' if short and len(text) >= _MAX_LENGTH else text


def _shorten(text, prefix, suffix):
    skipped = len(text) - prefix - suffix
    if skipped > _PLACEHOLDER_LENGTH:
        return f'{text[:prefix]}[{skipped} chars]{text[len(text) - suffix:]}'
    return text


def _shortened_reprs(*args):
    """The reprs of two values, with what is long and the same left out."""
    args = tuple(map(safe_repr, args))
    longest = max(map(len, args))
    if longest <= _MAX_LENGTH:
        return args
    prefix = commonprefix(args)
    length = len(prefix)
    common = _MAX_LENGTH - (longest - length + _MIN_BEGIN + _PLACEHOLDER_LENGTH)
    if common > _MIN_COMMON:
        prefix = _shorten(prefix, _MIN_BEGIN, common)
        return tuple([prefix + text[length:] for text in args])
    prefix = _shorten(prefix, _MIN_BEGIN, _MIN_COMMON)
    return tuple([prefix + _shorten(text[length:], _MIN_DIFFERENCE, _MIN_END) for text in args])


def _line_diff(first, second):
    """The lines of both, marked by `- `, `+ ` or two spaces."""
    rows, columns = len(first), len(second)
    if rows > _MAX_DIFF_LINES or columns > _MAX_DIFF_LINES:
        return ['- ' + line for line in first] + ['+ ' + line for line in second]
    # common[i][j] is the length of the longest common part of first[i:] and second[j:].
    common = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            if first[i] == second[j]:
                common[i][j] = common[i + 1][j + 1] + 1
            else:
                common[i][j] = max(common[i + 1][j], common[i][j + 1])
    lines = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and first[i] == second[j]:
            lines.append('  ' + first[i])
            i += 1
            j += 1
        elif j == columns or i < rows and common[i + 1][j] >= common[i][j + 1]:
            lines.append('- ' + first[i])
            i += 1
        else:
            lines.append('+ ' + second[j])
            j += 1
    return lines


def _count_differences(first, second):
    """Triples of an element's counts in both and the element, where they differ."""
    try:
        counts, others = collections.Counter(first), collections.Counter(second)
    except TypeError:
        return _count_unhashable(first, second)
    differences = [(count, others[element], element) for element, count in counts.items() if count != others[element]]
    return differences + [(0, count, element) for element, count in others.items() if element not in counts]


def _count_unhashable(first, second):
    rest, others = list(first), list(second)
    differences = []
    while rest or others:
        element = (rest or others)[0]
        counts = len([item for item in rest if item == element]), len([item for item in others if item == element])
        rest = [item for item in rest if not item == element]
        others = [item for item in others if not item == element]
        if counts[0] != counts[1]:
            differences.append((*counts, element))
    return differences


class _Expectation:
    """What assertRaises and assertWarns return: a context, or None if they are given something to call."""

    kind = BaseException
    kind_message = 'must be an exception type or tuple of exception types'

    def __init__(self, expected, test_case, expected_regex=None):
        self.test_case = test_case
        self.expected = expected
        self.expected_regex = re.compile(expected_regex) if isinstance(expected_regex, (str, bytes)) else expected_regex
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        expected = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all([isinstance(kind, type) and issubclass(kind, self.kind) for kind in expected]):
            raise TypeError(f'{name}() arg 1 {self.kind_message}')
        if not args:
            self.msg = kwargs.pop('msg', None)
            if kwargs:
                raise TypeError(f'{next(iter(kwargs))!r} is an invalid keyword argument for this function')
            return self
        function, *args = args
        self.obj_name = getattr(function, '__name__', str(function))
        with self:
            function(*args, **kwargs)

    def fail(self, message):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, message))

    def fail_nothing(self, verb):
        try:
            name = self.expected.__name__
        except AttributeError:
            name = str(self.expected)
        by = f' by {self.obj_name}' if self.obj_name else ''
        self.fail(f'{name} not {verb}{by}')


class _AssertRaisesContext(_Expectation):
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            self.fail_nothing('raised')
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(value)):
            self.fail(f'"{self.expected_regex.pattern}" does not match "{value!s}"')
        return True


class _AssertWarnsContext(_Expectation):
    kind = Warning
    kind_message = 'must be a warning type or tuple of warning types'

    def __enter__(self):
        self.manager = warnings.catch_warnings(record=True)
        self.warnings = self.manager.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, kind, value, traceback):
        self.manager.__exit__(kind, value, traceback)
        if kind is not None:
            return
        first = None
        for entry in self.warnings:
            if not isinstance(entry.message, self.expected):
                continue
            first = first or entry.message
            if self.expected_regex is not None and not self.expected_regex.search(str(entry.message)):
                continue
            self.warning = entry.message
            self.filename = entry.filename
            self.lineno = entry.lineno
            return
        if first is not None:
            self.fail(f'"{self.expected_regex.pattern}" does not match "{first}"')
        self.fail_nothing('triggered')


_LoggingWatcher = collections.namedtuple('_LoggingWatcher', ['records', 'output'], module=__name__)


class _AssertLogsContext:
    def __init__(self, test_case, logger, level, no_logs):
        import logging
        self.test_case = test_case
        self.logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self.level = logging.getLevelNamesMapping().get(level, level) if level else logging.INFO
        self.no_logs = no_logs

    def __enter__(self):
        import logging
        watcher = self.watcher = _LoggingWatcher([], [])

        class Handler(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(self.format(record))

        handler = Handler(self.level)
        handler.setFormatter(logging.Formatter(logging.BASIC_FORMAT))
        logger = self.logger
        self.saved = logger.handlers, logger.propagate, logger.level
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else watcher

    def __exit__(self, kind, value, traceback):
        import logging
        self.logger.handlers, self.logger.propagate, level = self.saved
        self.logger.setLevel(level)
        if kind is not None:
            return False
        if self.no_logs and self.watcher.records:
            self.test_case.fail(f'Unexpected logs found: {self.watcher.output!r}')
        if not self.no_logs and not self.watcher.records:
            self.test_case.fail(f'no logs of level {logging.getLevelName(self.level)} or higher triggered on '
                                f'{self.logger.name}')


class Assertions:
    """The part of TestCase that compares things."""

    failureException = AssertionError
    longMessage = True      # a message is added to the standard one, not put in its place
    maxDiff = 80 * 8        # characters of a difference that are shown; None for all
    _diffThreshold = 2 ** 16

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f'{standardMsg} : {msg}'

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return f'{message}\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it.'

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f'{safe_repr(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f'{safe_repr(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            asserter = self._type_equality_funcs.get(type(first))
            if asserter is not None:
                return getattr(self, asserter) if isinstance(asserter, str) else asserter
        return self._baseAssertEqual

    def addTypeEqualityFunc(self, typeobj, function):
        """Compare values of a type by a function from here on."""
        self._type_equality_funcs[typeobj] = function

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, '%s != %s' % _shortened_reprs(first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f'{safe_repr(first)} == {safe_repr(second)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Equal up to `places` decimal places, 7 if not given, or up to `delta`."""
        if first == second:
            return
        is_close, kind, difference = self._is_close(first, second, places, delta)
        if not is_close:
            self._fail(msg, f'{safe_repr(first)} != {safe_repr(second)} within {kind} '
                            f'({safe_repr(difference)} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        is_close, kind, difference = self._is_close(first, second, places, delta)
        if first == second or is_close:
            note = '' if delta is None else f' ({safe_repr(difference)} difference)'
            self._fail(msg, f'{safe_repr(first)} == {safe_repr(second)} within {kind}{note}')

    def _is_close(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, f'{safe_repr(delta)} delta', difference
        places = 7 if places is None else places
        return round(difference, places) == 0, f'{places!r} places', difference

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = 'sequence'
        if seq_type is not None:
            name = seq_type.__name__
            for which, sequence in (('First', seq1), ('Second', seq2)):
                if not isinstance(sequence, seq_type):
                    raise self.failureException(f'{which} sequence is not a {name}: {safe_repr(sequence)}')
        message = self._sequence_difference(seq1, seq2, seq_type, name)
        if message is not None:
            diff = '\n' + '\n'.join(_line_diff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines()))
            self.fail(self._formatMessage(msg, self._truncateMessage(message, diff)))

    def _sequence_difference(self, seq1, seq2, seq_type, name):
        lengths = []
        for which, sequence in (('First', seq1), ('Second', seq2)):
            try:
                lengths.append(len(sequence))
            except (TypeError, NotImplementedError):
                return f'{which} {name} has no length.    Non-sequence?'
        if seq1 == seq2:
            return None
        message = '%ss differ: %s != %s\n' % (name.capitalize(), *_shortened_reprs(seq1, seq2))
        shorter = min(lengths)
        for index in range(shorter):
            if seq1[index] != seq2[index]:
                message += '\nFirst differing element %d:\n%s\n%s\n' % (
                    index, *_shortened_reprs(seq1[index], seq2[index]))
                break
        else:
            if lengths[0] == lengths[1] and seq_type is None and type(seq1) != type(seq2):
                return None
        if lengths[0] != lengths[1]:
            which, longer = ('First', seq1) if lengths[0] > lengths[1] else ('Second', seq2)
            message += (f'\n{which} {name} contains {abs(lengths[0] - lengths[1])} additional elements.\n'
                        f'First extra element {shorter}:\n{safe_repr(longer[shorter])}\n')
        return message

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for one, other, one_name, other_name in ((set1, set2, 'first', 'second'), (set2, set1, 'second', 'first')):
            try:
                items = one.difference(other)
            except TypeError as error:
                self.fail(f'invalid type when attempting set difference: {error}')
            except AttributeError as error:
                self.fail(f'{one_name} argument does not support set difference: {error}')
            if items:
                lines.append(f'Items in the {one_name} set but not the {other_name}:')
                lines.extend(map(repr, items))
        if lines:
            self._fail(msg, '\n'.join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            diff = '\n' + '\n'.join(_line_diff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines()))
            self._fail(msg, self._truncateMessage('%s != %s' % _shortened_reprs(d1, d2), diff))

    def assertCountEqual(self, first, second, msg=None):
        """The same elements equally often, in any order."""
        differences = _count_differences(list(first), list(second))
        if differences:
            lines = ['First has %d, Second has %d:  %r' % difference for difference in differences]
            self._fail(msg, self._truncateMessage('Element counts were not equal:\n', '\n'.join(lines)))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        ends = first.endswith('\n') and second.endswith('\n')
        lines = [[line if ends else line.removesuffix('\n') + '\n' for line in text.splitlines(keepends=True)]
                 for text in (first, second)]
        diff = '\n' + ''.join(_line_diff(*lines))
        self._fail(msg, self._truncateMessage('%s != %s' % _shortened_reprs(first, second), diff))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f'{safe_repr(member)} not found in {safe_repr(container)}')

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f'{safe_repr(member)} unexpectedly found in {safe_repr(container)}')

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f'{safe_repr(expr1)} is not {safe_repr(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f'unexpectedly identical: {safe_repr(expr1)}')

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f'{safe_repr(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, 'unexpectedly None')

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f'{safe_repr(a)} not less than {safe_repr(b)}')

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f'{safe_repr(a)} not less than or equal to {safe_repr(b)}')

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f'{safe_repr(a)} not greater than {safe_repr(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f'{safe_repr(a)} not greater than or equal to {safe_repr(b)}')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f'{safe_repr(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f'{safe_repr(obj)} is an instance of {cls!r}')

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, 'expected_regex must not be empty.'
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._fail(msg, f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            self._fail(msg, f'Regex matched: {match.group()!r} matches {unexpected_regex.pattern!r} in {text!r}')

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Something raises; given nothing to call, a context for a `with` block that does."""
        return _AssertRaisesContext(expected_exception, self).handle('assertRaises', args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle('assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self).handle('assertWarns', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle('assertWarnsRegex', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """A context in which something of a level, INFO if not given, is logged."""
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogsContext(self, logger, level, no_logs=True)
