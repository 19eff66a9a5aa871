import('./parts/twice.js').then(({ default: twice }) => print(twice(8)));
print('first');
