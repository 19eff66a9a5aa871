// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const port = server.local().split(':')[1];
const client = await WasiTcpConn.connect('127.0.0.1', port);
const guest = await accepting;
print(/^0\.0\.0\.0:\d+$/.test(server.local()));
print(client.peer() === guest.local(), client.local() === guest.peer());
print(client.peer() === `127.0.0.1:${port}`);
client.close();
guest.close();
server.close();
