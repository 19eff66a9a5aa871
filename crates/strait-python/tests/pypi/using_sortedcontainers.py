from sortedcontainers import SortedDict, SortedKeyList, SortedList, SortedSet

numbers = SortedList((n * 7919) % 1009 for n in range(3000))
print(len(numbers), numbers[0], numbers[-1], numbers[1500], numbers.count(5), numbers.index(500))
numbers.update([2.5, -1])
numbers.discard(0)
numbers.remove(1008)
print(list(numbers[:5]), numbers.bisect_left(2), numbers.bisect_right(2), list(numbers.irange(1, 2)), numbers.pop(3))
del numbers[10:2980]
print(numbers, 999 in numbers)
words = SortedKeyList(['pear', 'fig', 'banana', 'kiwi'], key=len)
words.add('plum')
print(words, list(words.irange_key(4, 5)), words.bisect_key_left(4))
table = SortedDict({'b': 2, 'a': 1, 'd': 4})
table['c'] = 3
print(table, table.peekitem(0), table.popitem(), list(table.irange('b')), table.keys()[1], table.values()[-1], table.items()[0])
print(table.setdefault('z', 26), table.index('z'), table | {'y': 25})
several = SortedSet('hello world') - {' '}
print(several, several[0], several & set('low'), several | {'!'}, several ^ set('held'), several.isdisjoint('xyz'))
several.add('a')
print(list(reversed(several)), several.bisect('h'), several == set('ahelowrd'), SortedSet([3, 1, 2]) < SortedSet(range(5)))
try:
    numbers.append(5)
except (NotImplementedError, ValueError) as error:
    print(type(error).__name__, error)
numbers._check()
