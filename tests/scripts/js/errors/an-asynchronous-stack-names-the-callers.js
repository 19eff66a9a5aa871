// exit: 1
// stderr: Error: deep
// stderr: at inner (an-asynchronous-stack-names-the-callers.js:6:
async function inner() {
  await null;
  throw new Error('deep');
}
async function outer() {
  await inner();
}
await outer();
