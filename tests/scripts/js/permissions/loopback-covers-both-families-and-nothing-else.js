// flags: --allow-net=loopback:9
for (const host of ['127.0.0.1:9', '127.8.9.1:9', '10.0.0.1:9', '127.0.0.1:10']) {
  await fetch(`http://${host}/`).catch((error) => print(host, error.cause.reason === 'denied'));
}
