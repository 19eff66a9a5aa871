import { once, on, EventEmitter } from 'node:events';
const emitter = new EventEmitter();
setTimeout(() => emitter.emit('ready', 1, 2), 1);
print((await once(emitter, 'ready')).join());
setTimeout(() => emitter.emit('error', new Error('bad')), 1);
await once(emitter, 'ready').catch((error) => print(error.message));
const controller = new AbortController();
setTimeout(() => {
  emitter.emit('item', 'a');
  emitter.emit('item', 'b');
  controller.abort();
}, 1);
try {
  for await (const [value] of on(emitter, 'item', { signal: controller.signal })) print(value);
} catch (error) {
  print(error.name, error.code);
}
