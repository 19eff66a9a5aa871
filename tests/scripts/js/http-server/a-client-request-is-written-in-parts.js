// flags: --allow-net=loopback
// server: http
import { request } from 'node:http';
const [hostname, port] = process.env.SERVER.split(':');
const sending = request({ hostname, port, path: '/post', method: 'POST', headers: { 'Content-Type': 'text/plain' } }, async (response) => {
  let text = '';
  for await (const chunk of response) text += chunk;
  const { data, headers } = JSON.parse(text);
  print(data, headers['content-type'], headers['transfer-encoding']);
});
print(sending.getHeader('content-type'), sending.method, sending.path);
sending.write('piece by ');
setTimeout(() => sending.end('piece'), 2);
