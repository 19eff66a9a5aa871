// flags: --allow-net=loopback
// server: http
const bytes = new Uint8Array(5_000_000).map((_, index) => index % 251);
const response = await fetch(`http://${process.env.SERVER}/echo`, { method: 'PUT', body: bytes });
const back = new Uint8Array(await response.arrayBuffer());
print(back.length, back.every((byte, index) => byte === index % 251));
