// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
for (const data of [{}, 5, undefined, null]) {
  try {
    client.write(data);
    print('sent');
  } catch (error) {
    print(error.name);
  }
}
client.close();
(await accepting).close();
server.close();
