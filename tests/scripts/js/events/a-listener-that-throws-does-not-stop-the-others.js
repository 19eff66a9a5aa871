const target = new EventTarget();
process.on('uncaughtException', (error) => print('reported', error.message));
target.addEventListener('x', () => {
  throw new Error('one');
});
target.addEventListener('x', () => print('two'));
print(target.dispatchEvent(new Event('x')));
