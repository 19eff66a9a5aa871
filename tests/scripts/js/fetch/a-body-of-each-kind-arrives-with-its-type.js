// flags: --allow-net=loopback
// server: http
const bytes = new Uint8Array([110, 111, 116, 101, 115]);
const bodies = {
  string: 'grüß',
  buffer: bytes.buffer,
  view: bytes.subarray(1, 4),
  'data view': new DataView(bytes.buffer, 2),
  params: new URLSearchParams([['a', '1 2'], ['b', '&']]),
  blob: new Blob(['{"n":', '1}'], { type: 'application/json' }),
  'blob without type': new Blob(['plain']),
  node: Buffer.from('bits'),
  number: 12,
};
for (const [kind, body] of Object.entries(bodies)) {
  const response = await fetch(`http://${process.env.SERVER}/post`, { method: 'POST', body });
  const { headers, data } = await response.json();
  print(`${kind}: ${headers['content-type']}, ${headers['content-length']} bytes, ${data}`);
}
