// exit: 1
// stderr: listening on 127.0.0.1:8099 is not allowed; run again with --allow-listen=127.0.0.1:8099
import { createServer } from 'node:http';
createServer().listen(8099, '127.0.0.1', () => print('listening'));
