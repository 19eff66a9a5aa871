// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/chunked`);
const copy = response.clone();
print(await response.text());
print(copy.status, copy.bodyUsed, await copy.text());
try {
  response.clone();
} catch (error) {
  print(error.name);
}
await response.text().catch((error) => print(error.name));
