// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { createServer } from 'node:http';
import { EventStream } from 'strait:sse';

const server = createServer((request, response) => {
  const stream = new EventStream(request, response, { retry: 1 });
  console.log('last id', JSON.stringify(stream.lastEventId));
  stream.on('close', () => console.log('stream closed'));
  if (stream.lastEventId === '') {
    stream.comment('hello');
    stream.send({ data: 'two\r\nlines', event: 'add', id: 'é' });
    stream.close();
    console.log(stream.closed, stream.send('late'));
  } else {
    stream.send('again');
  }
  try {
    stream.send({ event: 'a\ndata: forged' });
  } catch (error) {
    console.log(error.name, error.message);
  }
});
server.listen(0, '127.0.0.1', () => {
  const source = new EventSource(`http://127.0.0.1:${server.address().port}/`);
  source.addEventListener('add', ({ data, lastEventId }) => console.log('add', JSON.stringify(data), lastEventId));
  source.onmessage = ({ data, lastEventId }) => {
    console.log('message', data, lastEventId);
    source.close();
    server.close();
    server.closeAllConnections();
  };
});
