// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('no events'));
server.listen(0, '127.0.0.1', () => {
  const source = new EventSource(`http://127.0.0.1:${server.address().port}/`);
  source.onerror = ({ message }) => {
    console.log(source.readyState, message.replace(server.address().port, 'PORT'));
    server.close();
  };
});
try {
  new EventSource('nowhere');
} catch (error) {
  console.log(error.name, error.message);
}
