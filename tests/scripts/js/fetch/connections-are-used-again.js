// flags: --allow-net=loopback
// server: http
const seen = new Set();
for (let i = 0; i < 5; i += 1) {
  const response = await fetch(`http://${process.env.SERVER}/get`);
  await response.text();
  seen.add(response.headers.get('x-connection'));
}
print(seen.size < 5);
