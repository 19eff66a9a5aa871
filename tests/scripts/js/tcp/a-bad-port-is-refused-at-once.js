import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
for (const port of [undefined, 'http', 80.5, 70000, -1]) {
  try {
    new WasiTcpServer(port);
    print('listens');
  } catch (error) {
    print(String(port), error.name);
  }
}
await WasiTcpConn.connect('127.0.0.1').catch((error) => print(error.name));
try {
  new WasiTcpConn();
} catch (error) {
  print(error.name);
}
