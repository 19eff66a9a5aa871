// flags: --allow-net=loopback
// server: http
import { WasiTcpConn } from 'wasi_net';
const connection = await WasiTcpConn.connect(process.env.SERVER);
connection.write('GET /bytes/0 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
let text = '';
for (let bytes; (bytes = await connection.read()); ) text += new TextDecoder().decode(bytes);
print(text.split('\r\n')[0], /content-length: 0/i.test(text));
connection.close();
