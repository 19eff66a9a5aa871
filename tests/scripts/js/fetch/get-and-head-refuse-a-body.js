// flags: --allow-net=loopback
for (const method of ['GET', 'HEAD']) {
  await fetch('http://127.0.0.1:9/', { method, body: 'x' }).catch((error) => print(method, error.name));
}
