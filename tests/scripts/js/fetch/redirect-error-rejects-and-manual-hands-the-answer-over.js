// flags: --allow-net=loopback
// server: http
const url = `http://${process.env.SERVER}/redirect/1`;
await fetch(url, { redirect: 'error' }).catch((error) => print(error.name));
const manual = await fetch(url, { redirect: 'manual' });
print(manual.status, manual.headers.get('location'), manual.redirected);
await fetch(url, { redirect: 'sideways' }).catch((error) => print(error.name));
