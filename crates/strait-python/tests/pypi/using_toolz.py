import toolz
from toolz import curried
from toolz.curried import filter, get, map, pipe
from tlz import itertoolz as fast

print(toolz.pipe(3, lambda n: n + 1, str), toolz.compose(str, abs)(-4), toolz.juxt(min, max, sum)([3, 1, 2]))
print(pipe(range(10), filter(lambda n: n % 2), map(lambda n: n * n), list), list(map(get([0, 1]), [(1, 2), (3, 4)])))
print(toolz.groupby(len, ['a', 'bb', 'c', 'dd']), toolz.countby(str.lower, 'aAbB'), toolz.frequencies('mississippi'))
print(toolz.merge({1: 2}, {3: 4}), toolz.merge_with(sum, {1: 1, 2: 2}, {1: 10}), toolz.valmap(str, {1: 2}), toolz.keyfilter(lambda k: k > 1, {1: 'a', 2: 'b'}))
print(toolz.assoc_in({'a': {'b': 1}}, ['a', 'c'], 2), toolz.get_in(['a', 0, 'b'], {'a': [{'b': 5}]}), toolz.update_in({'x': 1}, ['x'], lambda n: n + 1), toolz.dissoc({1: 2, 3: 4}, 1))


@toolz.curry
def volume(width, height, depth=1):
    return width * height * depth


print(volume(2)(3), volume(2, depth=5)(3), volume(height=4)(2), volume.__name__)
print(list(toolz.sliding_window(2, 'abcd')), list(toolz.partition_all(2, range(5))), list(toolz.interleave(['abc', '12'])), list(toolz.unique([1, 2, 1])))
print(list(toolz.join(lambda p: p[0], [(1, 'a'), (2, 'b')], lambda p: p[1], [('x', 2), ('y', 3)], right_default=None)))
print(toolz.reduceby(lambda n: n % 2, lambda a, b: a + b, range(6), 0), list(toolz.topk(2, [4, 1, 9, 3])), toolz.first('xyz'), fast.nth(1, 'abc'))
print(list(toolz.accumulate(lambda a, b: a * b, [1, 2, 3, 4])), toolz.thread_last([1, 2], (map, lambda n: n + 1), list), list(toolz.mapcat(str.split, ['a b', 'c'])))
fibonacci = toolz.memoize(lambda n: n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2))
print(fibonacci(60), toolz.excepts(ZeroDivisionError, lambda n: 1 // n, lambda _: 'zero')(0), toolz.complement(bool)(0))
print(toolz.functoolz.num_required_args(lambda a, b, c=1: 0))
try:
    volume('a', 'b', 'c', 'd')
except TypeError as error:
    print(error)
print(curried.reduce(lambda a, b: a + b)([1, 2, 3]), toolz.flip(pow)(2, 3), toolz.do(print, 'done'))
