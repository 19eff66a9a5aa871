// COUNT fetches of a 1 KiB body, all at once; prints the milliseconds they took.
const count = Number(process.env.COUNT);
const url = `http://${process.env.SERVER}/bytes/1024`;

const begun = performance.now();
const bodies = await Promise.all(Array.from({ length: count }, async () => (await fetch(url)).arrayBuffer()));
const took = performance.now() - begun;

if (bodies.some((body) => body.byteLength !== 1024)) throw new Error('a body is not whole');
console.log(took.toFixed(2));
