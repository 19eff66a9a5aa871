// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const server = new WasiTcpServer(0);
await server.accept(5).catch(() => {});
const port = server.local().split(':')[1];
server.close();
await WasiTcpConn.connect('127.0.0.1', port).catch((error) => print(error instanceof Error, error.code));
