// flags: --allow-net=loopback
// server: http
const request = new Request(`http://${process.env.SERVER}/anything`, {
  method: 'POST',
  headers: { 'x-from': 'request' },
  body: 'carried',
});
const copy = request.clone();
const first = await (await fetch(request)).json();
print(first.method, first.headers['x-from'], first.data, request.bodyUsed);
const changed = await (await fetch(copy, { method: 'PUT', headers: { 'x-from': 'init' } })).json();
print(changed.method, changed.headers['x-from'], changed.data);
await fetch(request).catch((error) => print(error.name));
