// process.stdout and process.stderr: real Writable streams whose bytes leave the sandbox before write() returns.
import { native } from '../native.js';
import { nextTick } from '../tick.js';
import { Buffer } from './buffer.js';
import { Writable } from './stream.js';

/**
 * @param {1 | 2} fd
 */
export function outputStream(fd) {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      put(fd, chunk, encoding);
      callback();
    },
    // Standard output stays open for as long as the script runs, as in Node.
    destroy(error, callback) {
      callback(error);
    },
  });
  const slowWrite = stream.write;
  stream.write = function write(chunk, encoding, callback) {
    if (stream.writableEnded || stream.destroyed || stream.writableCorked > 0) {
      return slowWrite.call(stream, chunk, encoding, callback);
    }
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      return slowWrite.call(stream, chunk, encoding, callback);
    }
    put(fd, chunk, encoding);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') nextTick(done);
    return true;
  };
  stream._type = 'pipe';
  stream._isStdio = true;
  stream.fd = fd;
  stream.isTTY = false;
  stream.columns = undefined;
  return stream;
}

function put(fd, chunk, encoding) {
  const plain =
    typeof chunk !== 'string' || typeof encoding !== 'string' || encoding === 'utf8' || encoding === 'buffer';
  native.write(fd, plain ? chunk : Buffer.from(chunk, encoding));
}
