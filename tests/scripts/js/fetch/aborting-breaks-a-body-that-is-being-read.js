// flags: --allow-net=loopback
// server: http
const controller = new AbortController();
const response = await fetch(`http://${process.env.SERVER}/drip?count=1000000&interval=1`, { signal: controller.signal });
const reader = response.body.getReader();
print((await reader.read()).done);
const pending = (async () => {
  while (true) await reader.read();
})();
controller.abort(new RangeError('too much'));
await pending.catch((error) => print(error.name, error.message));
