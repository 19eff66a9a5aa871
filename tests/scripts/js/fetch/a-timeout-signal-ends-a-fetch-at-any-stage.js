// flags: --allow-net=loopback
// server: http
const tell = async (name, doing) => {
  try {
    await doing();
    print(name, 'ended');
  } catch (error) {
    print(name, error.name, '-', error.message);
  }
};
const url = `http://${env.SERVER}`;
const timeout = () => ({ signal: AbortSignal.timeout(30) });
await tell('head:', () => fetch(`${url}/delay/60000`, timeout()));
await tell('body:', async () => (await fetch(`${url}/drip?count=1000000&interval=1`, timeout())).text());
let cancelled;
const endless = new ReadableStream({
  pull: (controller) => controller.enqueue(new Uint8Array(1024)),
  cancel: (reason) => (cancelled = reason.name),
});
await tell('upload:', () => fetch(`${url}/post`, { method: 'POST', body: endless, duplex: 'half', ...timeout() }));
print('source cancelled with', cancelled);
print((await fetch(`${url}/get`)).status);
