// exit: 1
// stderr: RangeError: too far
// stderr: an-exception-at-top-level-ends-the-program.js:7:
// stderr: an-exception-at-top-level-ends-the-program.js:10:1
function walk() {
  print('walking');
  throw new RangeError('too far');
}
setTimeout(() => print('never'), 0);
walk();
