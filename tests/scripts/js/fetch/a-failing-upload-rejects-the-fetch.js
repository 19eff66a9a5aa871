// flags: --allow-net=loopback
// server: http
let pulls = 0;
const body = new ReadableStream({
  pull(controller) {
    pulls += 1;
    if (pulls === 1) controller.enqueue(new Uint8Array(10));
    else controller.error(new RangeError('no more'));
  },
});
await fetch(`http://${process.env.SERVER}/post`, { method: 'POST', body, duplex: 'half' }).catch((error) => {
  print(error.name, error.cause?.message);
});
