const forever = new Promise(() => {});
forever.then(() => print('never'));
print('end');
