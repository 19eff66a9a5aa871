// flags: --allow-net --allow-listen
import { Server, Socket, connect, createServer } from 'node:net';

connect('/run/service.sock').on('error', ({ code, message }) => console.log(code, message));
const tries = [
  () => createServer().listen('/run/service.sock'),
  () => createServer().listen({ fd: 3 }),
  () => new Socket({ fd: 0 }),
  () => connect({ port: 70000 }),
  () => connect({ port: 'http' }),
  () => connect({}),
  () => connect({ port: 1, host: 5 }),
];
for (const attempt of tries) {
  try {
    attempt();
    console.log('works');
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(Socket() instanceof Socket, Server() instanceof Server);
