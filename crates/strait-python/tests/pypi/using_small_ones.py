import inflection
import wcwidth
from boltons import dictutils, iterutils, setutils, strutils, timeutils, urlutils
from boltons.cacheutils import LRU, cachedproperty
from boltons.funcutils import FunctionBuilder, wraps
from typing_extensions import Annotated, Literal, NotRequired, Protocol, TypedDict, get_type_hints, override, runtime_checkable

print(inflection.pluralize('octopus'), inflection.singularize('matrices'), inflection.camelize('device_type'), inflection.underscore('HTMLParser'),
      inflection.titleize('man_from the-bogs'), inflection.ordinalize(103), inflection.parameterize('Ærøskøbing é!'), inflection.humanize('author_id'))
print(wcwidth.wcswidth('コンニチハ'), wcwidth.wcwidth('a'), wcwidth.wcswidth('cafe\u0301'), wcwidth.wcwidth('\x07'), wcwidth.wcswidth('👩\u200d👩\u200d👧'))
print(iterutils.chunked(range(5), 2), iterutils.remap({'a': [1, None, {'b': None}]}, visit=lambda path, key, value: value is not None),
      iterutils.bucketize(range(5), lambda n: n % 2), iterutils.research({'x': {'y': 1}}, query=lambda path, key, value: value == 1), iterutils.backoff(1, 10))
several = dictutils.OrderedMultiDict([('a', 1), ('b', 2), ('a', 3)])
print(several, several.getlist('a'), several.todict(), setutils.IndexedSet('hello')[1], dictutils.FrozenDict({'k': 1}))
print(strutils.slugify('Hello, World!'), strutils.bytes2human(123456, 1), strutils.under2camel('a_b_c'), strutils.ordinalize(22), strutils.cardinalize('fly', 2), strutils.parse_int_list('1,3-5'))
url = urlutils.URL('http://user@a.example:8080/p/q?x=1&y=2#frag')
url.query_params['z'] = 'ü'
print(url.host, url.port, url.path_parts, url.to_text(), url.navigate('../r').to_text(), timeutils.parse_timedelta('1d 2h'), timeutils.decimal_relative_time.__name__)
cache = LRU(max_size=2)
cache['a'], cache['b'] = 1, 2
cache['a']
cache['c'] = 3
print(sorted(cache), cache.miss_count)


def plain(a, b=2, *rest, c: int = 3):
    """Documented."""
    return a, b, rest, c


@wraps(plain)
def wrapped(*args, **kwargs):
    return plain(*args, **kwargs)


print(wrapped(1, c=5), wrapped.__name__, FunctionBuilder.from_func(plain).get_sig_str())


@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


class Movie(TypedDict):
    title: str
    year: NotRequired[int]
    kind: Annotated[Literal['a', 'b'], 'meta']


class Box:
    @override
    def size(self):
        return 1

    @cachedproperty
    def slow(self):
        print('computed')
        return 5


box = Box()
print(isinstance(box, Sized), isinstance(1, Sized), Movie.__required_keys__ == {'title', 'kind'}, get_type_hints(Movie, include_extras=True)['kind'], box.slow + box.slow, Box.size.__override__)
