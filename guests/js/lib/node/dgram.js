// Node's `dgram`.
import { Socket, createSocket } from './dgram/socket.js';

export { Socket, createSocket };
export default { Socket, createSocket };
