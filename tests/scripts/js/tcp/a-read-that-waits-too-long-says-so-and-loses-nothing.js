// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
const guest = await accepting;
await client.read(10).catch((error) => print(error instanceof Error, error.message));
guest.write('late');
print(new TextDecoder().decode(await client.read(5000)));
client.close();
guest.close();
server.close();
