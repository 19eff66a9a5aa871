// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = server.accept();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const asking = fetch(`http://127.0.0.1:${server.local().split(':')[1]}/`);
const connection = await accepting;
await connection.read();
connection.write('SSH-2.0-example\r\n');
connection.close();
await asking.catch((error) => print(error.name));
server.close();
