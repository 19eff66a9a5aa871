// stderr: MaxListenersExceededWarning
// stderr: 3 leak listeners added
import { EventEmitter } from 'node:events';
const emitter = new EventEmitter();
emitter.setMaxListeners(2);
for (let i = 0; i < 4; i += 1) emitter.on('leak', () => {});
print(emitter.listenerCount('leak'));
