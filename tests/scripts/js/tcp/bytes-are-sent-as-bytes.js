// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
const guest = await accepting;
const bytes = new Uint8Array([0, 1, 254, 255]);
for (const data of [bytes.buffer, bytes, bytes.subarray(1, 3), new DataView(bytes.buffer, 3), new Uint16Array([0x4142]), Buffer.from('ff00', 'hex'), 'a\0ü']) {
  print(client.write(data));
}
client.end();
const received = [];
for (let part; (part = await guest.read()); ) received.push(...new Uint8Array(part));
print(received.join());
client.close();
guest.close();
server.close();
