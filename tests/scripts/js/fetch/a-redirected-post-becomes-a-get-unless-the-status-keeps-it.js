// flags: --allow-net=loopback
// server: http
for (const status of [301, 302, 303, 307, 308]) {
  const target = `http://${process.env.SERVER}/redirect-to?url=/anything&status=${status}`;
  const response = await fetch(target, { method: 'POST', body: 'kept?', headers: { 'content-type': 'text/x' } });
  const { method, data, headers } = await response.json();
  print(status, method, JSON.stringify(data), headers['content-type'], headers['content-length']);
}
const put = await fetch(`http://${process.env.SERVER}/redirect-to?url=/anything&status=302`, { method: 'PUT', body: 'b' });
const { method, data } = await put.json();
print(302, method, data);
