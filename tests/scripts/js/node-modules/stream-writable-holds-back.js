import { Writable, finished } from 'node:stream';
const writable = new Writable({ highWaterMark: 3, write: (chunk, encoding, done) => setTimeout(done, 1) });
print(writable.write('ab'), writable.write('cd'), writable.writableLength, writable.writableNeedDrain);
writable.on('drain', () => {
  print('drain', writable.writableLength);
  writable.end('last');
});
finished(writable, (error) => print('finished', error, writable.writableFinished));
writable.on('finish', () => print('finish'));
