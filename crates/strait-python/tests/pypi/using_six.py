import six
from six.moves import range, reduce, urllib, zip_longest
from six.moves.urllib.parse import quote

print(six.PY3, six.PY2, six.text_type, six.string_types, six.MAXSIZE, six.integer_types)
print(list(six.iteritems({'a': 1})), six.ensure_str(b'x'), six.ensure_binary('y'), six.u('z'), six.b('q'), six.int2byte(65))
print(list(range(3)), reduce(lambda a, b: a + b, [1, 2]), list(zip_longest('ab', 'c')), quote('a b'), urllib.parse.urlencode({'k': 'v'}))


class Meta(type):
    def __new__(cls, name, bases, names):
        names['made'] = name
        return super().__new__(cls, name, bases, names)


class Base(six.with_metaclass(Meta, dict)):
    pass


@six.add_metaclass(Meta)
class Other(object):
    __slots__ = ('x',)


@six.python_2_unicode_compatible
class Text(six.Iterator):
    def __str__(self):
        return 'text'

    def __next__(self):
        raise StopIteration


print(Base.made, Base.__mro__[1].__name__, Other.made, str(Text()), next(Text(), 'end'))
try:
    six.raise_from(KeyError('a'), ValueError('b'))
except KeyError as error:
    print(repr(error), repr(error.__cause__))
try:
    six.reraise(TypeError, TypeError('again'))
except TypeError as error:
    print(error)
six.exec_('print("executed")')
six.print_('a', 'b', sep='-')
print(six.moves.builtins.len('abc'), six.get_function_code(lambda: 0).co_name, six.viewkeys({1: 2}))
