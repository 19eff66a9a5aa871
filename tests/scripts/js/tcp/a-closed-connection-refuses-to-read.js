// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
const waiting = client.read().catch((error) => error.message);
client.close();
client.close();
print(await waiting);
print(await client.read().catch((error) => error.message));
print(await (await accepting).read());
server.close();
