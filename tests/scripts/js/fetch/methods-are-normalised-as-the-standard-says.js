// flags: --allow-net=loopback
// server: http
for (const method of ['get', 'post', 'put', 'delete', 'options', 'PATCH', 'PROPFIND']) {
  const response = await fetch(`http://${process.env.SERVER}/anything`, { method });
  print(method, (await response.json()).method);
}
for (const method of ['CONNECT', 'trace', 'TRACK', 'two words', '']) {
  await fetch(`http://${process.env.SERVER}/anything`, { method }).catch((error) => print(error.name));
}
