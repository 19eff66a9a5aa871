// CONNECTIONS WebSockets, on each of which COUNT messages go out and come back one after another; prints the milliseconds it took.
const WebSocket = globalThis.WebSocket ?? (await import('ws')).WebSocket;

const connections = Number(process.env.CONNECTIONS);
const count = Number(process.env.COUNT);
const message = 'x'.repeat(64);

const talk = () =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${process.env.SERVER}/`);
    let left = count;
    socket.onopen = () => socket.send(message);
    socket.onerror = () => reject(new Error('a connection failed'));
    socket.onmessage = ({ data }) => {
      if (data !== message) reject(new Error('the server sent back something else'));
      else if (--left > 0) socket.send(message);
      else socket.close();
    };
    socket.onclose = resolve;
  });

const begun = performance.now();
await Promise.all(Array.from({ length: connections }, talk));
console.log((performance.now() - begun).toFixed(2));
