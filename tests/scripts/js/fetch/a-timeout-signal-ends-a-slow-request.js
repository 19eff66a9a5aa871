// flags: --allow-net=loopback
// server: http
const begun = performance.now();
await fetch(`http://${process.env.SERVER}/delay/50000`, { signal: AbortSignal.timeout(30) }).catch((error) => {
  print(error.name, error instanceof DOMException, performance.now() - begun < 20000);
});
