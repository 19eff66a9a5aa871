// exit: 1
// stderr: Error: rang
// stderr: an-exception-in-a-timer-ends-the-program.js:5:
setTimeout(() => {
  throw new Error('rang');
}, 1);
setTimeout(() => print('never'), 500);
print('waiting');
