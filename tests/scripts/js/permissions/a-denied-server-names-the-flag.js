import { createServer } from 'node:http';
import { WasiTcpServer } from 'wasi_net';
createServer().on('error', (error) => print(error.message)).listen(8099, '127.0.0.1');
await new WasiTcpServer(8098).accept().catch((error) => print(error.message));
