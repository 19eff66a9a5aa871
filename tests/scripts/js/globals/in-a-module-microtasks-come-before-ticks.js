setImmediate(() => {
  print('immediate');
  process.nextTick(() => print('tick of immediate'));
  Promise.resolve().then(() => print('microtask of immediate'));
});
setImmediate(() => print('second immediate'));
Promise.resolve().then(() => {
  print('microtask');
  process.nextTick(() => print('tick of microtask'));
}).then(() => print('next microtask'));
process.nextTick(() => {
  print('tick');
  Promise.resolve().then(() => print('microtask of tick'));
  process.nextTick(() => print('tick of tick'));
});
queueMicrotask(() => print('queued'));
print('script');
