print('a', 1, true, null, undefined, [1, 2], { toString: () => 'own' });
print();
print('two\nlines');
