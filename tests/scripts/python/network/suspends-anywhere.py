# flags: --allow-net=127.0.0.1
# server: network
from network import fetch_text
import functools
import os
import re

base = 'http://' + os.environ['SERVER']


def item(name):
    return fetch_text(f'{base}/item/{name}')


class Loud:
    def __init__(self, name): self.name, self.text = name, item(name)
    def __repr__(self): return f'<{item("repr")} {self.name}>'
    def __lt__(self, other): item('less'); return self.text < other.text
    def __eq__(self, other): return item('equal') == 'item equal' and self.text == other.text
    def __hash__(self): return 1
    def __enter__(self): print(item('enter')); return self
    def __exit__(self, *details): print(item('exit'))
    def __getattr__(self, name): return item(name)
    def __iter__(self): item('iter'); return iter([1, 2])
    def __bool__(self): return item('bool') == ''
    def __format__(self, spec): return item('format') + spec
    def __del__(self): pass
    @property
    def size(self): return item('size')


def decorated(function):
    @functools.wraps(function)
    def wrapper(*args): return item('wrapper'), function(*args)
    return wrapper


@decorated
def helper(n): return item(f'helper{n}') if n == 0 else helper(n - 1)


def generator():
    yield item('first')
    yield item('second')
    yield from (item(name) for name in 'xy')


async def everything():
    a, b = Loud('a'), Loud('b')
    print(helper(2))
    print(list(generator()), [item(name) for name in 'pq'], {item('k'): item('v')})
    with a as entered:
        print(entered is a, item('inside'))
    print([b, a], sorted([b, a])[0].name, {a: 1}.get(Loud('a')), a.anything, list(a), bool(a), f'{a:!}', a.size)
    print(list(map(item, '12')), sorted('ba', key=item), max('ab', key=item), list(filter(item, 'ab')))
    print(re.sub('[0-9]', lambda match: item(match[0]), 'a1b2'), sum(len(item(name)) for name in 'ab'))
    try:
        1 / 0
    except ZeroDivisionError:
        print(item('handler'))
    finally:
        print(item('finally'))
    print(item('a') if item('condition') else None, not item('x'), item('l') + item('r'))
    exec("print(item('exec'))")
    print(eval("item('eval')"), (lambda: item('lambda'))())
    match item('m'):
        case 'item m':
            print('matched')

everything()()
gather(everything(), *[fetch_text(f'{base}/item/{number}') for number in range(7)])
