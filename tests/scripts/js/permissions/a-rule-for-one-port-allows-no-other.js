// flags: --allow-net=127.0.0.1:9,localhost:9
for (const url of ['http://127.0.0.1:9/', 'http://localhost:9/', 'http://127.0.0.1:10/', 'http://localhost/']) {
  await fetch(url).catch((error) => print(url, error.cause.reason === 'denied'));
}
