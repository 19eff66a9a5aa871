// flags: --allow-net=loopback
// server: http
const ask = async (headers) => (await (await fetch(`http://${process.env.SERVER}/get`, { headers })).json()).headers;
const plain = await ask({});
print(plain.accept, typeof plain['user-agent'], plain.host === process.env.SERVER);
const own = await ask({ accept: 'text/html', 'x-probe': '2' });
print(own.accept, own['x-probe']);
