// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/bytes/500`, { method: 'HEAD' });
print(response.status, response.headers.get('content-length'), response.body);
print(JSON.stringify(await response.text()));
