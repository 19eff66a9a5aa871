// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
await server.accept(20).catch((error) => print(error.message));
const client = await WasiTcpConn.connect('127.0.0.1', server.local().split(':')[1]);
const guest = await server.accept(5000);
guest.write('in time');
print(new TextDecoder().decode(await client.read()));
client.close();
guest.close();
server.close();
