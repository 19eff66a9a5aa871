// Node's `https`. The host performs the handshakes and speaks HTTP/2 or HTTP/1.1, as the client and the server agree.
import { Agent, globalAgent } from './https/agent.js';
import { get, request } from './https/client.js';
import { Server, createServer } from './https/server.js';

export { Agent, Server, createServer, get, globalAgent, request };

export default { Agent, Server, createServer, get, globalAgent, request };
