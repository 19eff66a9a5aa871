// flags: --allow-net=loopback
// server: http
const url = `http://${env.SERVER}/post`;
const tell = (error) => print(error.name, error.cause?.message ?? error.message);
const parts = (...texts) =>
  new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
const post = (body, length) =>
  fetch(url, { method: 'POST', body, duplex: 'half', headers: { 'content-length': length } })
    .then((response) => response.json())
    .then((json) => print(json.data, json.headers['content-length']))
    .catch(tell);
await post('abc', '3');
await post('abc', '4');
await post('abc', '-1');
await post(parts('ab', 'c'), '3');
await post(parts('ab', 'c'), '4');
await post(parts('ab', 'cd'), '3');
