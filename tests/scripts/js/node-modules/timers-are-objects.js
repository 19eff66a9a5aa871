import timers, { setTimeout as set, clearTimeout as clear } from 'node:timers';
print(set === globalThis.setTimeout, timers.clearTimeout === clear);
const timer = setTimeout(() => print('never'), 10_000);
print(typeof timer, timer.constructor.name, typeof timer[Symbol.toPrimitive]());
clearTimeout(+timer);
const immediate = setImmediate(() => print('never'));
clearImmediate(immediate);
let rings = 0;
const again = setTimeout(() => {
  rings += 1;
  if (rings < 3) again.refresh();
  else print('rings', rings);
}, 1);
