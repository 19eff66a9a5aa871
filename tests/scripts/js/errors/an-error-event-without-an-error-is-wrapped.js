import { EventEmitter } from 'node:events';
try {
  new EventEmitter().emit('error', 'text');
} catch (error) {
  print(error.code, error.context);
}
