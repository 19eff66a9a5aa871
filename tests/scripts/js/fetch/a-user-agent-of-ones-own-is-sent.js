// flags: --allow-net=loopback
// server: http
const headers = { 'user-agent': 'probe/2' };
print((await (await fetch(`http://${process.env.SERVER}/get`, { headers })).json()).headers['user-agent']);
