// Requests and what can become of them.
const base = 'http://BASE';
const response = await fetch(`${base}/anything`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ a: 1 }) });
console.log(response.status, response.headers.get('content-type'), (await response.json()).method, [...new Headers({ a: 'b' })]);
for await (const chunk of (await fetch(`${base}/text`)).body) console.log(chunk.length);
console.log((await (await fetch(new Request(`${base}/text`))).arrayBuffer()).byteLength, (await (await fetch(`${base}/text`)).blob()).size);
for (const address of ['http://127.0.0.1:1/', 'nonsense']) await fetch(address).catch((error) => console.log(error.name, error.message));
await fetch(`${base}/slow`, { signal: AbortSignal.timeout(10) }).catch(({ name }) => console.log(name));
const form = new FormData();
form.set('a', 'b');
console.log(await (await fetch(`${base}/echo`, { method: 'POST', body: form })).text().then(({ length }) => length > 0));
console.log(await (await fetch(`${base}/echo`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })).text());
const source = new EventSource(`${base}/sse`);
await new Promise((resolve) => source.addEventListener('message', ({ data }) => { console.log(data); resolve(); }));
source.close();
console.log(Response.json({ a: 1 }).status, new Response('text').ok);
