// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', Number(server.local().split(':')[1]));
const guest = await accepting;
client.write('question');
const text = new TextDecoder().decode(await guest.read());
guest.write(`answer to ${text}`);
const answer = await client.read();
print(answer instanceof ArrayBuffer, new TextDecoder().decode(answer));
client.close();
guest.close();
server.close();
