// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
const accepting = [server.accept(), server.accept()];
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const port = server.local().split(':')[1];
const clients = [await WasiTcpConn.connect('127.0.0.1', port), await WasiTcpConn.connect('127.0.0.1', port)];
const guests = await Promise.all(accepting);
print(new Set(guests.map((guest) => guest.peer())).size);
for (const connection of [...clients, ...guests]) connection.close();
server.close();
