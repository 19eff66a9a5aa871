import { setTimeout as sleep, setInterval as every, setImmediate as soon } from 'node:timers/promises';
print(await sleep(2, 'value'), await soon('soon'));
let count = 0;
for await (const value of every(1, 'tick')) {
  print(value);
  if ((count += 1) === 2) break;
}
const controller = new AbortController();
setTimeout(() => controller.abort(), 1);
await sleep(100_000, null, { signal: controller.signal }).catch((error) => print(error.name, error.code));
