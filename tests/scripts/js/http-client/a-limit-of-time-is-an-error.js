// flags: --allow-net=loopback --response-timeout=50ms
// server: http
import http from 'node:http';

const url = `http://${env.SERVER}/delay/60000`;
http.get(url).on('error', (error) => print(error.code, error.reason, error.message.replace(env.SERVER, 'SERVER')));
await fetch(url).catch((error) => print(error.cause.code, error.message.replace(env.SERVER, 'SERVER')));
