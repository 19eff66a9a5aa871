// flags: --allow-net=loopback
// server: http
for (const status of [204, 205, 304, 404, 500]) {
  const response = await fetch(`http://${process.env.SERVER}/status/${status}`);
  print(status, response.status, response.ok, response.body === null, (await response.arrayBuffer()).byteLength);
}
