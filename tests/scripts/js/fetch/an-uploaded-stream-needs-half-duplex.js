// flags: --allow-net=loopback
const body = new ReadableStream();
await fetch('http://127.0.0.1:9/', { method: 'POST', body }).catch((error) => print(error.name));
