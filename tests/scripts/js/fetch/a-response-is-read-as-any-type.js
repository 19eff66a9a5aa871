// flags: --allow-net=loopback
// server: http
const get = (path) => fetch(`http://${process.env.SERVER}${path}`);
print(new Uint8Array(await (await get('/bytes/4')).arrayBuffer()).join());
const blob = await (await get('/get')).blob();
print(blob.type, blob.size > 0);
await (await get('/chunked')).json().catch((error) => print(error.name));
await (await get('/chunked')).formData().catch((error) => print(error.name));
