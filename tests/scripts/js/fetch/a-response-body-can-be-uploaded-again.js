// flags: --allow-net=loopback
// server: http
const source = await fetch(`http://${process.env.SERVER}/bytes/100000`);
const echo = await fetch(`http://${process.env.SERVER}/echo`, { method: 'POST', body: source.body, duplex: 'half' });
const bytes = new Uint8Array(await echo.arrayBuffer());
print(bytes.length, bytes.every((byte, index) => byte === index % 256), source.bodyUsed);
