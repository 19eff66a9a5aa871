"""What became of the tests."""

import io
import sys
import traceback

__unittest = True


def _is_unittest_frame(tb):
    return '__unittest' in getattr(getattr(tb, 'tb_frame', None), 'f_globals', ())


class TestResult:
    """Counts tests and keeps errors as text."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._buffers = None            # of standard output and error
        self._original = (sys.stdout, sys.stderr)
        self._mirrorOutput = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def _setupStdout(self):
        if self.buffer:
            if self._buffers is None:
                self._original = (sys.stdout, sys.stderr)
                self._buffers = (io.StringIO(), io.StringIO())
            sys.stdout, sys.stderr = self._buffers

    def _restoreStdout(self):
        if not self.buffer or self._buffers is None:
            return
        if self._mirrorOutput:
            for file, text in zip(self._original, self._buffered()):
                if text:
                    file.write(text)
        sys.stdout, sys.stderr = self._original
        for file in self._buffers:
            file.seek(0)
            file.truncate()

    def _buffered(self):
        for name, file in zip(('Stdout', 'Stderr'), self._buffers):
            text = file.getvalue()
            if text and not text.endswith('\n'):
                text += '\n'
            yield f'\n{name}:\n{text}' if text else ''

    def _stop_if_fast(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self._stop_if_fast()
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addFailure(self, test, err):
        self._stop_if_fast()
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._stop_if_fast()
            errors = self.failures if issubclass(err[0], test.failureException) else self.errors
            errors.append((subtest, self._exc_info_to_string(err, test)))
            self._mirrorOutput = True

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        self._stop_if_fast()
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def printErrors(self):
        pass

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        """End the run after this test."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        kind, value, tb = err
        text = ''.join(traceback.format_exception(kind, value, self._clean_tracebacks(value, tb, test)))
        if self.buffer and self._buffers is not None:
            text += ''.join(self._buffered())
        return text

    def _clean_tracebacks(self, value, tb, test):
        """Leave out the frames of this package, in the exception and those it was raised from."""
        first = None
        rest = [(value, tb)]
        seen = {id(value)}
        while rest:
            value, tb = rest.pop()
            while tb and _is_unittest_frame(tb):
                tb = tb.tb_next
            if type(value) is test.failureException:
                last = None
                following = tb
                while following and not _is_unittest_frame(following):
                    last, following = following, following.tb_next
                if last is not None and following:
                    last.tb_next = None
            if first is None:
                first = (tb,)
            else:
                value.__traceback__ = tb
            for other in (value.__cause__, value.__context__):
                if other is not None and id(other) not in seen:
                    rest.append((other, other.__traceback__))
                    seen.add(id(other))
        return first[0]

    def __repr__(self):
        cls = self.__class__
        return (f'<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} '
                f'failures={len(self.failures)}>')
