// flags: --allow-net=loopback
// server: http
for (const coding of ['gzip', 'deflate', 'br']) {
  const response = await fetch(`http://${process.env.SERVER}/${coding}`);
  const { url } = await response.json();
  print(response.headers.get('content-encoding'), url.endsWith(`/${coding}`));
}
