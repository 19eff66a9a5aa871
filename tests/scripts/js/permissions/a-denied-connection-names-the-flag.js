import { WasiTcpConn } from 'wasi_net';
await WasiTcpConn.connect('127.0.0.1', 7).catch((error) => print(error.message));
