// stderr: to the side
process.stderr.write('to the side\n');
console.error('also %s', 'there');
process.stdout.write('one ');
process.stdout.write(Buffer.from('two\n'), () => print('taken'));
console.log('%s and %d', 'three', 4, { five: 5 });
console.info([6]);
console.table === undefined && print('no table');
