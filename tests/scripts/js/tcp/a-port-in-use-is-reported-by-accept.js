// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer } from 'wasi_net';
const first = new WasiTcpServer(0);
await first.accept(5).catch(() => {});
const second = new WasiTcpServer(Number(first.local().split(':')[1]));
await second.accept().catch((error) => print(error.code));
first.close();
await first.accept().catch((error) => print(error.message));
