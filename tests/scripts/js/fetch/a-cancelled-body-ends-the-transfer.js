// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/drip?count=1000000&interval=1`);
const reader = response.body.getReader();
await reader.read();
await reader.cancel('enough');
print((await reader.read()).done);
const next = await fetch(`http://${process.env.SERVER}/get`);
print(next.status);
