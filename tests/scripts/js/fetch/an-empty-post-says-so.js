// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/post`, { method: 'POST' });
const { headers, data } = await response.json();
print(headers['content-length'], headers['transfer-encoding'], JSON.stringify(data));
