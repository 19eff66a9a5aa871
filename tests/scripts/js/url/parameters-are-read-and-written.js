const params = new URLSearchParams('?a=1&b=2&a=3&c&=d&e=f+g%20h%zz');
print(params.get('a'), params.getAll('a').join(), params.get('c') === '', params.get('none'), params.get('e'), params.size);
params.append('new', 'ä&=');
params.delete('a');
params.set('b', 'x y');
print(params.toString());
params.sort();
print([...params.keys()].join());
print(params.has('b', 'x y'), params.has('b', 'z'));
