class AppError(Exception):
    """Base of the application's errors."""

    code = 500

    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail


class NotFound(AppError, LookupError):
    code = 404

    def __str__(self):
        return f"{super().__str__()} ({self.code})"


class NoInit(AppError):
    def __init__(self, first, second):
        self.first = first


class Fields(Exception):
    def __init__(self, **fields):
        self.__dict__.update(fields)


class Value(ValueError, KeyError):
    pass


for make in [
    lambda: AppError("plain"), lambda: NotFound("page", detail={"id": 1}), lambda: NoInit("a", "b"),
    lambda: Fields(x=1), lambda: Value("v"), lambda: AppError(message="keyword"),
]:
    try:
        raise make()
    except (AppError, Fields, Value) as error:
        print(type(error).__name__, "|", str(error), "|", repr(error), "|", error.args, "|", error.__dict__)
        print(isinstance(error, LookupError))
try:
    raise NotFound
except TypeError as error:
    print(error)
try:
    raise NotFound("x")
except LookupError as error:
    print("caught as LookupError", error)


class Http(OSError):
    def __init__(self, status):
        self.status = status
        super().__init__(status, f"status {status}")


h = Http(503)
print(h, repr(h), h.errno, h.strerror, h.args, h.status)


class Stop(StopIteration):
    pass




print(issubclass(Stop, StopIteration), next(iter(()), Stop("default").value))


class Quit(SystemExit):
    pass


try:
    raise Quit(3)
except SystemExit as error:
    print(error.code, isinstance(error, Exception))


class Base(BaseException):
    pass


try:
    try:
        raise Base("not an Exception")
    except Exception:
        print("never")
except BaseException as error:
    print(repr(error))


class Equal(Exception):
    def __eq__(self, other):
        return type(other) is type(self) and other.args == self.args

    __hash__ = Exception.__hash__


print(Equal(1) == Equal(1), Equal(1) == Equal(2), ValueError(1) == ValueError(1), AppError.__doc__)
print(AppError.__mro__[1:3])
