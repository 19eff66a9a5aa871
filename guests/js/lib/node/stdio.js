// process.stdout and process.stderr: real Writable streams whose bytes leave the sandbox before write() returns; and process.stdin.
import { native } from '../native.js';
import { nextTick } from '../tick.js';
import { Buffer, bufferOver } from './buffer.js';
import { Readable, Writable } from './stream.js';

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

const READ_BYTES = 64 * 1024;

/** The standard input, which is opened when somebody first reads it. */
export function inputStream() {
  let handle;
  let reading;
  let keepsAlive = true;
  const wait = (start, then) => {
    reading = start((error, value) => {
      reading = undefined;
      if (error === undefined) then(value);
      else stream.destroy(error);
    });
    if (!keepsAlive) native.setRef(reading, false);
  };
  const receive = () => {
    wait(
      (done) => native.streamRead(handle, READ_BYTES, done),
      (chunk) => stream.push(chunk === undefined ? null : bufferOver(chunk)),
    );
  };
  const stream = new Readable({
    highWaterMark: READ_BYTES,
    read() {
      if (reading !== undefined) return;
      // A script that has paused it may end, as in Node: it is not read ahead.
      if (stream.isPaused() && stream.listenerCount('readable') === 0) stream._readableState.reading = false;
      else if (handle !== undefined) receive();
      else wait(native.inputOpen, opened);
    },
    destroy(error, callback) {
      if (reading !== undefined) native.cancel(reading);
      if (handle !== undefined) native.close(handle);
      callback(error);
    },
  });
  const opened = (value) => {
    handle = value;
    receive();
  };
  // Nothing is lost of what the read would have brought.
  stream.on('pause', () => {
    if (reading === undefined || handle === undefined) return;
    native.cancel(reading);
    reading = undefined;
    stream._readableState.reading = false;
  });
  const setRef = (isWanted) => {
    keepsAlive = isWanted;
    if (reading !== undefined) native.setRef(reading, isWanted);
    return stream;
  };
  stream.ref = () => setRef(true);
  stream.unref = () => setRef(false);
  stream.fd = 0;
  stream.isTTY = false;
  return stream;
}

function put(fd, chunk, encoding) {
  const plain =
    typeof chunk !== 'string' || typeof encoding !== 'string' || encoding === 'utf8' || encoding === 'buffer';
  native.write(fd, plain ? chunk : Buffer.from(chunk, encoding));
}
