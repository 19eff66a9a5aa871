// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/close-early`);
print(response.status, response.headers.get('content-length'));
await response.text().catch((error) => print(error.name));
