class Late(ValueError):
    def __init__(self, a, b, c):
        print('Late', a, b, c)
        super().__init__(a)
        self.c = c


class Early(OSError):
    def __init__(self, *args, **kwargs):
        self.request = kwargs.pop('request', None)
        super().__init__(*args, **kwargs)


class Both(Early, Late):
    def __init__(self, *args, **kwargs):
        Late.__init__(self, *args)
        Early.__init__(self, *self.args, **kwargs)


error = Both(1, 2, 3, request='r')
print(error.args, error.c, error.request, isinstance(error, ValueError), isinstance(error, OSError))

for each in OSError, ValueError, KeyError, RuntimeError:
    print(each.__name__, '__init__' in each.__dict__)


class Named(ConnectionError, Late):
    pass


try:
    print(Named('one').args)
except TypeError as error:
    print(error)
