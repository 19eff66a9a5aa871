// exit: 1
// stderr: Error: ticked
process.nextTick(() => {
  throw new Error('ticked');
});
setTimeout(() => print('never'), 0);
