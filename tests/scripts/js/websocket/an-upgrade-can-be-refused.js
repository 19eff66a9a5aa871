// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered].at(-1) });
const server = createServer((request, response) => response.end(`ordinary ${request.url}`));
server.on('upgrade', (request, socket, head) => {
  if (request.headers.authorization !== 'Bearer me') {
    socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-type: text/plain\r\n\r\nwho are you?');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    webSocket.send(`hello on ${webSocket.protocol}, ${head.length}`);
    webSocket.close(1000, 'bye');
  });
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  console.log(await (await fetch(`http://127.0.0.1:${port}/page`)).text());
  const refused = new WebSocket(`ws://127.0.0.1:${port}/`);
  const opened = () => console.log('opened?');
  refused.onopen = opened;
  refused.onerror = ({ message }) => console.log('error:', message.replace(port, 'PORT'));
  refused.onclose = ({ code, wasClean }) => {
    console.log(code, wasClean);
    const headers = { authorization: 'Bearer me' };
    const accepted = new WebSocket(`ws://127.0.0.1:${port}/`, { protocols: ['a', 'b'], headers });
    accepted.onmessage = ({ data }) => console.log(data);
    accepted.onclose = ({ code, reason, wasClean }) => {
      console.log(accepted.protocol, code, reason, wasClean);
      server.close();
    };
  };
});
