nextTick((a, b) => print('tick', a, b), 1, 'two');
print('now');
