// exit code 1
function fail(depth) {
  if (depth === 0) throw new RangeError('deep', { cause: new Error('cause') });
  fail(depth - 1);
}
await new Promise((resolve) => setTimeout(resolve, 1));
fail(3);
