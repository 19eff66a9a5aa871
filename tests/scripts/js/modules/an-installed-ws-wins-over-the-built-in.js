import { createRequire } from 'node:module';
import builtIn from 'node:ws';
import installed from 'ws';

const require = createRequire(import.meta.filename);
console.log(installed, require('ws').default, typeof builtIn, typeof require('node:ws').WebSocketServer);
console.log(import.meta.resolve('ws').endsWith('node_modules/ws/index.js'), require.resolve('ws').endsWith('node_modules/ws/index.js'));
