// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
const guest = await accepting;
client.write(new Uint8Array(3_000_000).map((_, index) => index % 250));
client.end('.');
let length = 0;
let wrong = 0;
for (let bytes; (bytes = await guest.read()); ) for (const byte of new Uint8Array(bytes)) {
  wrong += byte !== (length < 3_000_000 ? length % 250 : 46);
  length += 1;
}
print(length, wrong);
client.close();
guest.close();
server.close();
