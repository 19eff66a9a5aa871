// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
const guest = await accepting;
client.end('last words');
let text = '';
for (let bytes; (bytes = await guest.read()); ) text += new TextDecoder().decode(bytes);
print(text, await guest.read());
// The other direction is still open.
guest.write('heard');
print(new TextDecoder().decode(await client.read()));
guest.close();
print(await client.read());
client.close();
server.close();
