// flags: --allow-net=loopback
// server: http
import { get } from 'node:http';
const show = (response) => {
  let text = '';
  response.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => response.on('end', () => resolve(JSON.parse(text))));
};
const first = await new Promise((resolve) => {
  get(new URL(`http://ann:s3cret@${process.env.SERVER}/get?a=b`), { headers: { 'x-extra': 'yes' } }, (r) => resolve(show(r)));
});
print(first.args.a, first.headers['x-extra'], first.headers.authorization);
const [host, port] = process.env.SERVER.split(':');
const second = await new Promise((resolve) => get({ host, port, path: '/anything?z', auth: 'bob:' }, (r) => resolve(show(r))));
print(second.method, JSON.stringify(second.args), second.headers.authorization);
