"""Several tests together."""

import sys

from . import case

__unittest = True


class TestSuite:
    """Runs tests in order, with the set-up and tear-down of their classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} tests={list(self)}>'

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum([test.countTestCases() for test in self if test])

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result, debug=False):
        is_outermost = not result._testRunEntered
        result._testRunEntered = True
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, TestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, '_classSetupFailed', False) or result._moduleSetUpFailed:
                    continue
            if debug:
                test.debug()
            else:
                test(result)
        if is_outermost:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        from .result import TestResult
        self.run(TestResult(), debug=True)

    def _enter_class(self, test, result):
        cls = test.__class__
        if (cls is result._previousTestClass or result._moduleSetUpFailed
                or getattr(cls, '__unittest_skip__', False)):
            return
        cls._classSetupFailed = False
        if not hasattr(cls, 'setUpClass'):
            return
        result._setupStdout()
        try:
            cls.setUpClass()
        except Exception:
            cls._classSetupFailed = True
            self._report(result, 'setUpClass', f'{cls.__module__}.{cls.__qualname__}', sys.exc_info())
            self._clean_class(cls, result)
        finally:
            result._restoreStdout()

    def _leave_class(self, test, result):
        cls = result._previousTestClass
        if (cls is None or test.__class__ is cls or getattr(cls, '_classSetupFailed', False)
                or result._moduleSetUpFailed or getattr(cls, '__unittest_skip__', False)):
            return
        if not hasattr(cls, 'tearDownClass'):
            return
        result._setupStdout()
        try:
            cls.tearDownClass()
        except Exception:
            self._report(result, 'tearDownClass', f'{cls.__module__}.{cls.__qualname__}', sys.exc_info())
        finally:
            self._clean_class(cls, result)
            result._restoreStdout()

    def _clean_class(self, cls, result):
        cls.doClassCleanups()
        for error in cls.tearDown_exceptions:
            self._report(result, 'tearDownClass', f'{cls.__module__}.{cls.__qualname__}', error)

    def _enter_module(self, test, result):
        previous = result._previousTestClass.__module__ if result._previousTestClass is not None else None
        name = test.__class__.__module__
        if name == previous:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), 'setUpModule', None)
        if set_up is None:
            return
        result._setupStdout()
        try:
            set_up()
        except Exception:
            result._moduleSetUpFailed = True
            self._report(result, 'setUpModule', name, sys.exc_info())
            self._clean_module(result, 'setUpModule', name)
        finally:
            result._restoreStdout()

    def _leave_module(self, result):
        if result._previousTestClass is None or result._moduleSetUpFailed:
            return
        name = result._previousTestClass.__module__
        tear_down = getattr(sys.modules.get(name), 'tearDownModule', None)
        result._setupStdout()
        try:
            if tear_down is not None:
                tear_down()
        except Exception:
            self._report(result, 'tearDownModule', name, sys.exc_info())
        finally:
            self._clean_module(result, 'tearDownModule', name)
            result._restoreStdout()

    def _clean_module(self, result, method, name):
        try:
            case.doModuleCleanups()
        except Exception:
            self._report(result, method, name, sys.exc_info())

    def _report(self, result, method, name, error):
        holder = _ErrorHolder(f'{method} ({name})')
        if issubclass(error[0], case.SkipTest):
            result.addSkip(holder, str(error[1]))
        else:
            result.addError(holder, error)


class _ErrorHolder:
    """Stands for a test in reports of what failed outside of one."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'

    def __str__(self):
        return self.description

    def countTestCases(self):
        return 0
