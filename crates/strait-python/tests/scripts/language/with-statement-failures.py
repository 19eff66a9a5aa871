class Enter:
    def __enter__(self):
        raise ValueError("from enter")

    def __exit__(self, *details):
        print("never called")


class Exit:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        raise KeyError("from exit")


class Odd:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        return [1]


try:
    with Exit(), Enter():
        pass
except KeyError as error:
    print(repr(error), repr(error.__context__))

try:
    with Exit():
        pass
except KeyError as error:
    print(repr(error), error.__context__)

with Odd() as nothing:
    print(nothing)
    1 / 0
print("any true value suppresses")


class OnlyEnter:
    def __enter__(self):
        pass


class AsyncOnly:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *details):
        pass


for thing in [OnlyEnter(), 5, AsyncOnly()]:
    try:
        with thing:
            pass
    except TypeError as error:
        print(error)

instance = OnlyEnter()
instance.__exit__ = lambda *details: None
try:
    with instance:
        pass
except TypeError as error:
    print(error)
