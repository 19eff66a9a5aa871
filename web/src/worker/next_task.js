const { port1, port2 } = new MessageChannel();
const waiting = [];
port1.onmessage = () => waiting.shift()();

/** Resolves in a task of its own. A timer would do too, but browsers let one that follows others wait for 4 ms. */
export function nextTask() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
}
