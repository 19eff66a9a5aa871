# What most programs use of the language.
import sys
from collections import Counter, defaultdict, deque
from functools import partial, reduce, wraps
from itertools import chain, count, islice, zip_longest


class Vessel:
    fleet = []

    def __init__(self, name, tons=1.5, *, flag=None):
        self.name, self.tons, self.flag = name, tons, flag
        Vessel.fleet.append(self)

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}, {self.tons:.1f})'

    def __eq__(self, other):
        return isinstance(other, Vessel) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __lt__(self, other):
        return self.tons < other.tons

    @property
    def heavy(self):
        return self.tons > 100

    @classmethod
    def named(cls, *names, **options):
        return [cls(name, **options) for name in names]

    @staticmethod
    def knots(speed):
        return speed / 1.852


class Ferry(Vessel):
    def __init__(self, name, **options):
        super().__init__(name, **options)
        self.cars = {}

    def __getitem__(self, key):
        return self.cars[key]

    def __setitem__(self, key, value):
        self.cars[key] = value

    def __len__(self):
        return len(self.cars)

    def __iter__(self):
        yield from sorted(self.cars.items())

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is KeyError


def logged(function):
    @wraps(function)
    def wrapper(*args, **options):
        print(function.__name__, args, options)
        return function(*args, **options)

    return wrapper


@logged
def divide(one: float, other: float = 2) -> float:
    if other == 0:
        raise ZeroDivisionError('nothing to divide by')
    return one / other


def squares(limit):
    total = 0
    for number in range(limit):
        sent = yield number * number
        total += sent or 0
    return total


ferries = Ferry.named('Kalle', 'Deerberg', tons=120)
with ferries[0] as ferry:
    ferry['B-X 1'] = 4
    ferry['B-A 9'] = 2
    print(len(ferry), list(ferry), ferry.heavy, 'x' in ferry)
    ferry['missing']
print(sorted(Vessel.fleet)[0], max(Vessel.fleet, key=lambda vessel: vessel.tons), {*Vessel.fleet} == set(ferries))

for other in (4, 0):
    try:
        print(divide(1, other=other))
    except (ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error, error.args)
    else:
        print('divided')
    finally:
        print('done')
try:
    try:
        int('x')
    except ValueError as error:
        raise RuntimeError('not a number') from error
except RuntimeError as error:
    print(repr(error), repr(error.__cause__))

words = 'the quick brown fox jumps over the lazy dog'.split()
lengths = {word: len(word) for word in words if word != 'fox'}
print(lengths, [*map(str.upper, words)][:3], sorted(set(words), reverse=True), ' '.join(reversed(words)))
print(Counter(words).most_common(1), dict(zip(words, count(1))), any(word.startswith('q') for word in words), all(words))
first, *middle, last = words
print(first, last, middle[::2], words.index('fox'), words.count('the'), 'fox' in words, words[-1:], enumerate(words) is not None)
text = '  Grüße, € 5 \n'
print(repr(text), text.strip().lower().replace('ü', 'ue').title(), text.find('5'), text.partition(','), text.isdigit(), len(text.encode()))
print('%s has %d and %5.2f%%' % ('it', 3, 2.5), '{0:>8}|{1:<6}|{name:^9}'.format('a', 'b', name='c'), f'{255:#x} {1234567:,} {0.1 + 0.2!r} {3.14159:.3f} {7:03d}')
print(b'abc' + bytes([100]), bytearray(b'xyz').decode(), b'a,b'.split(b','), 'é'.encode('utf-8').hex(), ord('a'), chr(98))
print(2**100, 7 // 2, -7 % 3, divmod(17, 5), round(2.567, 2), abs(-3), 1e10, float('inf'), int('ff', 16), 10 / 4, 3 & 1 | 4 ^ 2, 1 << 10, ~5)
print(None, True and not False, 1 < 2 <= 2, 'a' if [] else 'b', (1,), {}, {1}, [None], isinstance(1, (int, str)), callable(print), id(words) == id(words))
groups = defaultdict(list)
for word in words:
    groups[len(word)].append(word)
print(dict(groups), reduce(lambda a, b: a + b, range(5)), list(islice(chain([1], [2, 3]), 2)), list(zip_longest('ab', 'c')), partial(pow, 2)(5))
queue = deque([1, 2], maxlen=2)
queue.append(3)
print(queue, queue.popleft(), sum([1.5, 2]), min(3, 1), list(filter(None, [0, 1])), list(range(5, 0, -2)), next(iter([]), 'none'))
generator = squares(3)
print(next(generator), generator.send(5), list(generator), {**lengths, 'a': 1}.get('b', 0), [[row * column for column in range(2)] for row in range(2)])
numbers = [3, 1, 2]
numbers.sort()
numbers.extend([9, 8])
numbers.insert(0, 7)
numbers.remove(9)
del numbers[0]
numbers += [5]
print(numbers, numbers.pop(), numbers.copy(), lengths.pop('the'), lengths.setdefault('the', 3), lengths.items(), list(lengths.values())[0])
match lengths:
    case {'quick': 5, **rest}:
        print('matched', len(rest))
    case _:
        print('no match')
if (n := len(words)) > 3:
    print(n)
i = 0
while True:
    i += 1
    if i % 2:
        continue
    if i > 4:
        break
else:
    print('never')
globals()['made'] = getattr(ferries[0], 'name', None)
setattr(ferries[0], 'port', 'Wyk')
print(made, hasattr(ferries[0], 'port'), vars(ferries[1])['name'], type(ferries[0]).__mro__[1].__name__, dir(ferries[0])[-1])
assert made == 'Kalle', 'who else'
print('to standard error', file=sys.stderr, end='\n', flush=True)
print('a', 'b', sep='-', end='.\n')
