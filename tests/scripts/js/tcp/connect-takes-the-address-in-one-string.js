// flags: --allow-net=loopback --allow-listen
import * as net from 'wasi_net';
const server = new net.WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const { port } = new URL(`http://${server.local()}`);
for (const connect of [
  () => net.WasiTcpConn.connect(`127.0.0.1:${port}`),
  () => net.WasiTcpConn.connect(`localhost:${port}`, 5000),
  () => net.WasiTcpConn.connect('127.0.0.1', port),
  () => net.WasiTcpConn.connect('localhost', Number(port), 5000),
]) {
  const connection = await connect();
  print(connection instanceof net.WasiTcpConn, connection.peer() === `127.0.0.1:${port}`);
  connection.close();
}
(await accepting).close();
server.close();
