// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/bytes/300000`);
let length = 0;
let wrong = 0;
let chunks = 0;
for await (const chunk of response.body) {
  for (const byte of chunk) wrong += byte !== length++ % 256;
  chunks += 1;
}
print(length, wrong, chunks > 1);
