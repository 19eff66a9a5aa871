// flags: --allow-net=loopback --allow-listen --max-handles 50
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
await server.accept(5).catch(() => {});
const port = server.local().split(':')[1];
const results = await Promise.allSettled(Array.from({ length: 10_000 }, () => WasiTcpConn.connect('127.0.0.1', port)));
const open = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
const refused = results.filter((result) => result.status === 'rejected');
print(open.length > 0 && open.length < 50, open.length + refused.length);
print(new Set(refused.map((result) => result.reason.reason)).size, refused[0].reason.message.includes('--max-handles'));
for (const connection of open) connection.close();
await new Promise((resolve) => setTimeout(resolve, 20));
const again = await WasiTcpConn.connect('127.0.0.1', port);
print('room again');
again.close();
server.close();
