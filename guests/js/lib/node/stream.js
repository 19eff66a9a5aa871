// Node's `stream`: readable-stream, which is Node's own implementation, plus the adapters to web streams.
import Readable from 'readable-stream/lib/ours/browser.js';
import { newReadableFromWeb, newWebFromReadable, newWebFromWritable, newWritableFromWeb } from './web_streams.js';

const { Stream } = Readable;
const { Writable, Duplex, Transform, PassThrough } = Stream;
const { addAbortSignal, compose, destroy, finished, pipeline, promises } = Stream;
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = Stream;
const { isDestroyed, isDisturbed, isErrored, isReadable, isWritable, _isUint8Array, _uint8ArrayToBuffer } = Stream;

Readable.fromWeb = newReadableFromWeb;
Readable.toWeb = newWebFromReadable;
Writable.fromWeb = newWritableFromWeb;
Writable.toWeb = newWebFromWritable;
Duplex.fromWeb = function fromWeb({ readable, writable }, options) {
  return Duplex.from({
    readable: newReadableFromWeb(readable, options),
    writable: newWritableFromWeb(writable, options),
  });
};
Duplex.toWeb = function toWeb(duplex) {
  return { readable: newWebFromReadable(duplex), writable: newWebFromWritable(duplex) };
};

export {
  Duplex,
  PassThrough,
  Readable,
  Stream,
  Transform,
  Writable,
  _isUint8Array,
  _uint8ArrayToBuffer,
  addAbortSignal,
  compose,
  destroy,
  finished,
  getDefaultHighWaterMark,
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
  pipeline,
  promises,
  setDefaultHighWaterMark,
};
export default Stream;
