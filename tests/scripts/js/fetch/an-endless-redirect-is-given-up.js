// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/redirect/20`);
print(response.status);
await fetch(`http://${process.env.SERVER}/redirect/21`).catch((error) => print(error.name));
