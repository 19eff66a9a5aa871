"""A test whose method is a coroutine function."""

import contextvars
import inspect

from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """Runs set-up, method and tear-down in one event loop."""

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._asyncioRunner = None
        self._asyncioTestContext = contextvars.copy_context()

    async def asyncSetUp(self):
        """Runs before the test, after setUp."""

    async def asyncTearDown(self):
        """Runs after the test, before tearDown."""

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the asynchronous context "
                            'manager protocol') from None
        result = await enter(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return result

    def _callSetUp(self):
        self._asyncioTestContext.run(self.setUp)
        self._run(self.asyncSetUp)

    def _callTestMethod(self, method):
        self._run(method)

    def _callTearDown(self):
        self._run(self.asyncTearDown)
        self._asyncioTestContext.run(self.tearDown)

    def _callCleanup(self, function, /, *args, **kwargs):
        self._run(function, *args, **kwargs)

    def _run(self, function, /, *args, **kwargs):
        if inspect.iscoroutinefunction(function):
            return self._asyncioRunner.run(function(*args, **kwargs), context=self._asyncioTestContext)
        return self._asyncioTestContext.run(function, *args, **kwargs)

    def run(self, result=None):
        self._enter()
        try:
            return super().run(result)
        finally:
            self._asyncioRunner.close()

    def debug(self):
        self._enter()
        super().debug()
        self._asyncioRunner.close()

    def _enter(self):
        import asyncio
        self._asyncioRunner = asyncio.Runner()
