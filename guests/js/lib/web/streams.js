/**
 * https://streams.spec.whatwg.org/, by the package web-streams-polyfill: the reference implementation made fast, complete
 * (byte streams, tee, pipeTo, async iteration, `ReadableStream.from`) and tested with the standard's own suite.
 */

import {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} from 'web-streams-polyfill';
import { expose, inspectAs } from './webidl.js';

export {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
};

const SHOWN = new Map([
  [ByteLengthQueuingStrategy, ['highWaterMark']],
  [CountQueuingStrategy, ['highWaterMark']],
  [ReadableByteStreamController, []],
  [ReadableStream, ['locked']],
  [ReadableStreamBYOBReader, ['closed']],
  [ReadableStreamBYOBRequest, ['view']],
  [ReadableStreamDefaultController, []],
  [ReadableStreamDefaultReader, ['closed']],
  [TransformStream, ['readable', 'writable']],
  [TransformStreamDefaultController, []],
  [WritableStream, ['locked']],
  [WritableStreamDefaultController, []],
  [WritableStreamDefaultWriter, ['closed', 'desiredSize', 'ready']],
]);
for (const [Class, members] of SHOWN) {
  expose(Class);
  inspectAs(Class, members);
}

/**
 * Whether the stream has been read from or cancelled. The standard has this as an internal operation for other standards
 * to use, and the package keeps it in this property.
 */
export function isDisturbed(stream) {
  return stream._disturbed;
}
