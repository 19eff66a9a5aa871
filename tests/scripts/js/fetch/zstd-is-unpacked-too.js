// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/zstd`);
const { url } = await response.json();
print(response.headers.get('content-encoding'), url.endsWith('/zstd'));
