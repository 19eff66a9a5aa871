// COUNT fetches of a 1 KiB body, one after another; prints the milliseconds they took.
const count = Number(process.env.COUNT);
const url = `http://${process.env.SERVER}/bytes/1024`;

const begun = performance.now();
for (let i = 0; i < count; i++) {
  const body = await (await fetch(url)).arrayBuffer();
  if (body.byteLength !== 1024) throw new Error('a body is not whole');
}
console.log((performance.now() - begun).toFixed(2));
