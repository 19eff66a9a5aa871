const form = new FormData();
form.append('a', '1');
form.append('b', new Blob(['x']));
form.append('a', '2');
form.set('c', 3);
print([...form.keys()].join(), form.getAll('a').join(), typeof form.get('c'), form.get('b').name, form.get('none'));
form.set('a', 'only');
form.delete('c');
print([...form].map(([name, value]) => `${name}=${typeof value}`).join(), form.has('c'));
