// flags: --allow-net=loopback
// server: http
const response = await fetch(`http://${process.env.SERVER}/stream/1000`);
let rest = '';
let sum = 0;
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  for (const line of lines) sum += JSON.parse(line).id;
}
print(sum, rest === '');
