// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
client.write('sent');
await client.flush();
client.end();
client.write('too late');
print(await client.flush().catch((error) => error.message));
const guest = await accepting;
print(new TextDecoder().decode(await guest.read()), await guest.read());
client.close();
guest.close();
server.close();
