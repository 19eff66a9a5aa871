// Adapters between Node's streams and web streams.
import { invalidArgType } from './errors.js';
import Readable from 'readable-stream/lib/ours/browser.js';

const { Writable, finished } = Readable.Stream;

/** stream.Readable.fromWeb */
export function newReadableFromWeb(stream, options = {}) {
  if (!(stream instanceof ReadableStream))
    throw invalidArgType('readableStream', 'an instance of ReadableStream', stream);
  const reader = stream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode: options.objectMode ?? false,
    highWaterMark: options.highWaterMark,
    encoding: options.encoding,
    signal: options.signal,
    read() {
      reader.read().then(
        ({ done, value }) => readable.push(done ? null : value),
        (error) => readable.destroy(error),
      );
    },
    destroy(error, callback) {
      if (closed) {
        callback(error);
        return;
      }
      reader.cancel(error).then(
        () => callback(error),
        (failure) => callback(error ?? failure),
      );
    },
  });
  reader.closed.then(
    () => {
      closed = true;
    },
    (error) => {
      closed = true;
      readable.destroy(error);
    },
  );
  return readable;
}

/** stream.Readable.toWeb */
export function newWebFromReadable(readable, options = {}) {
  if (typeof readable?._readableState !== 'object')
    throw invalidArgType('streamReadable', 'an instance of stream.Readable', readable);
  if (readable.destroyed || readable.readable === false) {
    const empty = new ReadableStream();
    empty.cancel();
    return empty;
  }
  const objectMode = readable.readableObjectMode;
  const strategy =
    options.strategy ??
    (objectMode
      ? new CountQueuingStrategy({ highWaterMark: readable.readableHighWaterMark })
      : new ByteLengthQueuingStrategy({ highWaterMark: readable.readableHighWaterMark }));
  let controller;
  readable.pause();
  const stopWatching = finished(readable, { writable: false }, (error) => {
    stopWatching();
    // A late error must not become an uncaught exception: the web stream already reports the end.
    readable.on('error', () => {});
    if (error) controller.error(error.code === 'ERR_STREAM_PREMATURE_CLOSE' ? abortedBy(error) : error);
    else controller.close();
  });
  readable.on('data', (chunk) => {
    const value = chunk instanceof Uint8Array && !objectMode ? new Uint8Array(chunk) : chunk;
    controller.enqueue(value);
    if (controller.desiredSize <= 0) readable.pause();
  });
  return new ReadableStream(
    {
      start(given) {
        controller = given;
      },
      pull() {
        readable.resume();
      },
      cancel(reason) {
        readable.destroy(reason);
      },
    },
    strategy,
  );
}

function abortedBy(cause) {
  const error = new Error('The operation was aborted', { cause });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}

/** stream.Writable.fromWeb */
export function newWritableFromWeb(stream, options = {}) {
  if (!(stream instanceof WritableStream))
    throw invalidArgType('writableStream', 'an instance of WritableStream', stream);
  const writer = stream.getWriter();
  let closed = false;
  const writable = new Writable({
    objectMode: options.objectMode ?? false,
    highWaterMark: options.highWaterMark,
    decodeStrings: options.decodeStrings,
    signal: options.signal,
    write(chunk, encoding, callback) {
      writer.ready.then(() => writer.write(chunk)).then(() => callback(), callback);
    },
    final(callback) {
      closed = true;
      writer.close().then(() => callback(), callback);
    },
    destroy(error, callback) {
      if (closed && !error) {
        callback(null);
        return;
      }
      const ending = error ? writer.abort(error) : writer.close();
      ending.then(
        () => callback(error),
        () => callback(error),
      );
    },
  });
  writer.closed.then(
    () => {
      closed = true;
    },
    (error) => {
      closed = true;
      writable.destroy(error);
    },
  );
  return writable;
}

/** stream.Writable.toWeb */
export function newWebFromWritable(writable) {
  if (typeof writable?.write !== 'function')
    throw invalidArgType('streamWritable', 'an instance of stream.Writable', writable);
  if (writable.destroyed || writable.writable === false) {
    const done = new WritableStream();
    done.close();
    return done;
  }
  const highWaterMark = writable.writableHighWaterMark;
  // A writable of bytes takes strings too, which have no byte length to count.
  const strategy = writable.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let drained;
  const stopWatching = finished(writable, { readable: false }, (error) => {
    stopWatching();
    writable.on('error', () => {});
    drained?.reject(error ?? abortedBy());
    drained = undefined;
    if (error) controller.error(error);
  });
  writable.on('drain', () => {
    drained?.resolve();
    drained = undefined;
  });
  return new WritableStream(
    {
      start(given) {
        controller = given;
      },
      write(chunk) {
        if (writable.write(chunk)) return undefined;
        return new Promise((resolve, reject) => {
          drained = { resolve, reject };
        });
      },
      abort(reason) {
        writable.destroy(reason);
      },
      close() {
        return new Promise((resolve, reject) => {
          finished(writable, { readable: false }, (error) => (error ? reject(error) : resolve()));
          writable.end();
        });
      },
    },
    strategy,
  );
}
