// flags: --allow-net=loopback --allow-listen
import { WasiTcpServer, WasiTcpConn } from 'wasi_net';
const count = 200;
const server = new WasiTcpServer(0);
async function serve(connection) {
  for (let bytes; (bytes = await connection.read()); ) connection.write(bytes);
  connection.close();
}
const serving = (async () => {
  const all = [];
  for (let i = 0; i < count; i += 1) all.push(serve(await server.accept()));
  await Promise.all(all);
})();
while (server.local() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
const port = server.local().split(':')[1];
const answers = await Promise.all(
  Array.from({ length: count }, async (_, index) => {
    const connection = await WasiTcpConn.connect('127.0.0.1', port);
    connection.end(`number ${index}`);
    let text = '';
    for (let bytes; (bytes = await connection.read()); ) text += new TextDecoder().decode(bytes);
    connection.close();
    return text;
  }),
);
await serving;
print(answers.every((text, index) => text === `number ${index}`), answers.length);
server.close();
