// exit: 1
// stderr: TypeError: nobody listens
// stderr: an-unhandled-rejection-ends-the-program.js:5:
async function fail() {
  throw new TypeError('nobody listens');
}
fail();
setTimeout(() => print('never'), 100);
print('going on');
