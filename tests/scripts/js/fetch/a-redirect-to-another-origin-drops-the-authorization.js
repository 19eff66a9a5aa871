// flags: --allow-net=loopback --allow-listen
// server: http
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  print('here', request.headers.authorization);
  response.writeHead(302, { location: `http://${process.env.SERVER}/get` }).end();
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { headers: { authorization: 'Basic eDp5', 'x-own': '1' } });
  const { headers } = await response.json();
  print('there', headers.authorization, headers['x-own']);
  server.close();
});
