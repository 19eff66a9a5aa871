// A TCP server and a client: strait run --allow-listen=8000 --allow-net=127.0.0.1 examples/tcp-echo.js [PORT]
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';

const port = Number(args[1] ?? 8000);
const server = new WasiTcpServer(port);

async function serveOne() {
  const connection = await server.accept();
  for (let bytes; (bytes = await connection.read()); ) connection.write(bytes);
  connection.close();
}

async function ask(text) {
  const connection = await WasiTcpConn.connect('127.0.0.1', port);
  connection.write(text);
  const answer = new TextDecoder().decode(await connection.read());
  connection.close();
  return answer;
}

const serving = serveOne();
console.log(await ask('hello'));
await serving;
server.close();
