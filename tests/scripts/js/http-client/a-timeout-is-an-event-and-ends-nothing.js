// flags: --allow-net=loopback
// server: http
import http from 'node:http';

const [host, port] = env.SERVER.split(':');
const events = [];
const request = http.get({ host, port, path: '/delay/300', timeout: 20 }, (response) => {
  events.push(`response ${response.statusCode}`);
  response.resume().on('end', () => print(events.join(', ')));
});
request.once('timeout', () => events.push('timeout'));

const ended = http.get({ host, port, path: '/delay/60000' });
ended.setTimeout(20, () => ended.destroy(new Error('too slow')));
ended.on('error', (error) => print('option:', error.message));

const bySocket = http.get({ host, port, path: '/delay/60000' });
bySocket.on('socket', (socket) => socket.setTimeout(60, () => bySocket.destroy()));
bySocket.on('error', (error) => print('socket:', error.code, error.message));
