// exit: 5
print('before');
nextTick(() => {
  print('tick');
  exit(5);
});
setTimeout(() => print('never'), 0);
