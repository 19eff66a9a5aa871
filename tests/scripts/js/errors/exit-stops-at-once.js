// exit: 3
setTimeout(() => print('never'), 0);
Promise.resolve().then(() => print('never'));
try {
  process.exit(3);
} finally {
  print('never');
}
