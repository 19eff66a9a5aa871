// flags: --allow-net=loopback
// server: http
for (const method of ['Custom', 'patch']) {
  print((await (await fetch(`http://${process.env.SERVER}/anything`, { method })).json()).method);
}
