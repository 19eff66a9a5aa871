// exit: 1
// stderr: Error: nobody listens to errors
import { EventEmitter } from 'node:events';
new EventEmitter().emit('error', new Error('nobody listens to errors'));
