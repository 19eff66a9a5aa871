"""Running tests and writing a report."""

import sys
import time
import warnings

from .result import TestResult

__unittest = True


class TextTestResult(TestResult):
    """Writes a character or a line for each test."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self.durations = durations
        self._newline = True

    def getDescription(self, test):
        line = test.shortDescription()
        return f'{test}\n{line}' if self.descriptions and line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f'{self.getDescription(test)} ... ')
            self.stream.flush()
            self._newline = False

    def _write(self, test, word, character, is_subtest=False):
        if self.showAll:
            if is_subtest or self._newline:
                if not self._newline:
                    self.stream.write('\n')
                indent = '  ' if is_subtest else ''
                self.stream.write(f'{indent}{self.getDescription(test)} ... ')
            self.stream.write(word + '\n')
            self._newline = True
        elif self.dots:
            self.stream.write(character)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            word, character = ('FAIL', 'F') if issubclass(err[0], subtest.failureException) else ('ERROR', 'E')
            self._write(subtest, word, character, is_subtest=True)
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._write(test, 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._write(test, 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._write(test, 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._write(test, f'skipped {reason!r}', 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._write(test, 'expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._write(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write('\n')
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self.stream.write(f'UNEXPECTED SUCCESS: {self.getDescription(test)}\n')
        self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.write(f'{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{text}\n')


class _WritelnDecorator:
    """A file with `writeln`."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        if name == 'stream':
            raise AttributeError(name)
        return getattr(self.stream, name)

    def writeln(self, text=''):
        self.write(text + '\n')


class TextTestRunner:
    """Runs a test and writes what became of it."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        try:
            return self.resultclass(self.stream, self.descriptions, self.verbosity, durations=self.durations)
        except TypeError:
            return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        result.buffer = self.buffer
        result.tb_locals = self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start = time.perf_counter()
            result.startTestRun()
            try:
                test(result)
            finally:
                result.stopTestRun()
            elapsed = time.perf_counter() - start
        result.printErrors()
        if self.durations is not None:
            self._write_durations(result)
        self._write_summary(result, elapsed)
        return result

    def _write_durations(self, result):
        longest = sorted(result.collectedDurations, key=lambda pair: pair[1], reverse=True)
        if self.durations > 0:
            longest = longest[:self.durations]
        if longest:
            self.stream.writeln('Slowest test durations')
            self.stream.writeln(TextTestResult.separator2)
            for test, elapsed in longest:
                self.stream.writeln('%-10s %s' % (f'{elapsed:.3f}s', test))
            self.stream.writeln()

    def _write_summary(self, result, elapsed):
        run = result.testsRun
        self.stream.writeln(getattr(result, 'separator2', TextTestResult.separator2))
        self.stream.writeln(f'Ran {run} test{"" if run == 1 else "s"} in {elapsed:.3f}s')
        self.stream.writeln()
        if not result.wasSuccessful():
            word = 'FAILED'
        else:
            word = 'OK' if run else 'NO TESTS RAN'
        counts = (('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped),
                  ('expected failures', result.expectedFailures),
                  ('unexpected successes', result.unexpectedSuccesses))
        notes = ', '.join([f'{name}={len(items)}' for name, items in counts if items])
        self.stream.writeln(f'{word} ({notes})' if notes else word)
        self.stream.flush()
