// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { createServer } from 'node:http';

let connections = 0;
const server = createServer((request, response) => {
  const last = request.headers['last-event-id'];
  console.log('request', ++connections, last, request.headers.accept, request.headers['x-mine']);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (last === undefined) {
    response.write('retry: 1\nid: 41\ndata: first\n\n');
    response.end('event: add\r\ndata: 1\r\ndata: 2\r\n\r\ndata: lost');
  } else {
    response.write(`data: last=${last}\n\n`);
  }
});
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const source = new EventSource(`${origin}/events`, { headers: { 'x-mine': 'yes' } });
  console.log(source.readyState, source.withCredentials);
  source.onopen = () => console.log('open', source.readyState);
  source.addEventListener('add', (event) => console.log('add', JSON.stringify(event.data), event.lastEventId));
  source.onerror = ({ message }) => console.log('error', source.readyState, message);
  source.onmessage = (event) => {
    console.log('message', event.data, event.lastEventId, event.origin === origin);
    if (event.data === 'first') return;
    source.close();
    console.log('closed', source.readyState);
    server.close();
    server.closeAllConnections();
  };
});
