// exit: 4
await Promise.resolve();
setTimeout(() => {
  print('in a timer');
  exit(4);
  print('never');
}, 1);
await new Promise(() => {});
