import { native } from '../native.js';
import { abortReason } from './abort.js';
import { blobBytes, blobFromBytes, isBlob } from './blob.js';
import { decodeUtf8, withoutBOM } from './encoding.js';
import { encodeMultipart, FormData, formFromPairs, parseMultipart } from './form_data.js';
import { parseMimeType, serializeMimeType } from './mime.js';
import { isDisturbed, ReadableStream, TransformStream } from './streams.js';
import { URLSearchParams } from './url.js';
import { bytesOf, isBufferSource } from './webidl.js';

/**
 * The body half of a request's or response's record (https://fetch.spec.whatwg.org/#concept-body).
 *
 * A body is in memory (`source`), or starts there and goes on with the host (`source`, `rest`), or is a stream
 * (`stream`). A body becomes a stream only when a script asks for one; until then reading it makes no stream objects.
 * The defaults are on the prototype, so that a record costs what is set on it.
 */
export class Body {}

/**
 * The bytes in memory; null when there is no body. An ArrayBuffer belongs to the body and is handed out as it is, a
 * Uint8Array belongs to somebody else and is copied when handed out.
 * @type {string | ArrayBuffer | Uint8Array | null}
 */
Body.prototype.source = null;
/** What follows `source`. @type {import('./incoming.js').IncomingBytes | undefined} */
Body.prototype.rest = undefined;
/** Takes the place of `source` and `rest` once it is there. @type {ReadableStream | undefined} */
Body.prototype.stream = undefined;
/** Read without a stream. */
Body.prototype.used = false;
/** The signal that makes reading fail. @type {import('./abort.js').AbortSignal | undefined} */
Body.prototype.readSignal = undefined;

/** Whether there is a body at all; one without bytes is still a body. */
export function hasBody(body) {
  return body.source !== null || body.stream !== undefined;
}

export function isUsed(body) {
  return body.used || (body.stream !== undefined && isDisturbed(body.stream));
}

/** https://fetch.spec.whatwg.org/#body-unusable */
export function isUnusable(body) {
  return body.used || (body.stream !== undefined && (body.stream.locked || isDisturbed(body.stream)));
}

/**
 * Defines the members of https://fetch.spec.whatwg.org/#body-mixin on a prototype.
 * @param {(object) => Body} bodyOf throws a TypeError for an object that is not one of the class
 * @param {(object) => string | null} contentTypeOf the object's Content-Type header
 */
export function mixBody(prototype, bodyOf, contentTypeOf) {
  const members = {
    get body() {
      const body = bodyOf(this);
      return hasBody(body) ? toStream(body) : null;
    },

    get bodyUsed() {
      return isUsed(bodyOf(this));
    },

    text() {
      return consumeOf(this, toText);
    },

    json() {
      return consumeOf(this, toJSON);
    },

    arrayBuffer() {
      return consumeOf(this, toArrayBuffer);
    },

    bytes() {
      return consumeOf(this, toBytes);
    },

    blob() {
      return consumeOf(this, (source) => {
        const type = parseMimeType(contentTypeOf(this) ?? '');
        return blobFromBytes(toBytes(source), type === undefined ? '' : serializeMimeType(type));
      });
    },

    formData() {
      return consumeOf(this, (source) => toFormData(source, contentTypeOf(this)));
    },
  };
  // As the standard has it, what is wrong with `this` is told by the promise.
  function consumeOf(object, convert) {
    let body;
    try {
      body = bodyOf(object);
    } catch (error) {
      return Promise.reject(error);
    }
    return consume(body, convert);
  }
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(members));
}

/** https://fetch.spec.whatwg.org/#concept-body-consume-body: a promise of `convert(bytes)`. */
function consume(body, convert) {
  if (isUnusable(body)) return Promise.reject(new TypeError('Body is unusable: Body has already been read'));
  if (body.readSignal !== undefined && body.readSignal.aborted) {
    return Promise.reject(abortReason(body.readSignal));
  }
  if (body.stream !== undefined) return readStream(body.stream).then(convert);
  const { source, rest } = body;
  if (rest !== undefined) return readRest(body, convert);
  if (source !== null) {
    body.used = true;
    body.source = '';
  }
  try {
    return Promise.resolve(convert(source ?? ''));
  } catch (error) {
    return Promise.reject(error);
  }
}

function readRest(body, convert) {
  const { source, rest } = body;
  const chunks = source.byteLength === 0 ? [] : [source];
  body.used = true;
  body.source = '';
  return new Promise((resolve, reject) => {
    const take = (error, chunk) => {
      if (error !== undefined) {
        reject(error);
      } else if (chunk !== undefined) {
        chunks.push(chunk);
        rest.read(take);
      } else {
        try {
          resolve(convert(join(chunks)));
        } catch (failure) {
          reject(failure);
        }
      }
    };
    rest.read(take);
  });
}

async function readStream(stream) {
  const reader = stream.getReader();
  const chunks = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return join(chunks);
    if (!(value instanceof Uint8Array)) {
      const error = new TypeError('A body stream delivered a chunk that is not a Uint8Array.');
      reader.cancel(error).catch(() => {});
      throw error;
    }
    chunks.push(value);
  }
}

/** One ArrayBuffer of all the chunks. */
function join(chunks) {
  if (chunks.length === 1 && chunks[0] instanceof ArrayBuffer) return chunks[0];
  let size = 0;
  for (const chunk of chunks) size += chunk.byteLength;
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(bytesOf(chunk), position);
    position += chunk.byteLength;
  }
  return bytes.buffer;
}

function toText(source) {
  return typeof source === 'string' ? withoutBOM(source) : decodeUtf8(source);
}

function toJSON(source) {
  return JSON.parse(toText(source));
}

function toArrayBuffer(source) {
  return source instanceof ArrayBuffer ? source : toBytes(source).buffer;
}

function toBytes(source) {
  if (typeof source === 'string') return native.utf8Encode(source);
  return source instanceof ArrayBuffer ? new Uint8Array(source) : source.slice();
}

/** https://fetch.spec.whatwg.org/#dom-body-formdata */
function toFormData(source, contentType) {
  const type = parseMimeType(contentType ?? '');
  if (type?.essence === 'multipart/form-data') {
    const boundary = type.parameters.get('boundary');
    const form = boundary === undefined ? undefined : parseMultipart(toBytes(source), boundary);
    if (form === undefined) throw new TypeError('Failed to parse body as FormData.');
    return form;
  }
  if (type?.essence === 'application/x-www-form-urlencoded') return formFromPairs(native.formParse(toText(source)));
  throw new TypeError(
    'Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".',
  );
}

/** Turns the body into a stream, if it is not one already. */
function toStream(body) {
  if (body.stream === undefined) {
    const { source, rest, readSignal } = body;
    if (body.used) {
      // It was read without a stream; this one looks as if it had been read.
      body.stream = streamOfMemory('', undefined);
      body.stream.cancel();
    } else {
      body.stream = rest === undefined ? streamOfMemory(source, readSignal) : streamOfIncoming(source, rest);
    }
    body.source = null;
    body.rest = undefined;
  }
  return body.stream;
}

function streamOfMemory(source, signal) {
  return new ReadableStream(
    {
      type: 'bytes',
      pull(controller) {
        if (signal !== undefined && signal.aborted) return controller.error(abortReason(signal));
        const bytes = toBytes(source);
        if (bytes.byteLength > 0) controller.enqueue(bytes);
        controller.close();
        controller.byobRequest?.respond(0);
      },
    },
    { highWaterMark: 0 },
  );
}

function streamOfIncoming(source, rest) {
  return new ReadableStream(
    {
      type: 'bytes',
      start(controller) {
        rest.onAbort = (reason) => controller.error(reason);
        if (source.byteLength > 0) controller.enqueue(new Uint8Array(source));
      },
      pull(controller) {
        return new Promise((resolve) => {
          rest.read((error, chunk) => {
            resolve();
            if (error !== undefined) {
              controller.error(error);
            } else if (chunk === undefined) {
              controller.close();
              controller.byobRequest?.respond(0);
            } else {
              controller.enqueue(new Uint8Array(chunk));
            }
          });
        });
      },
      cancel() {
        rest.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** https://fetch.spec.whatwg.org/#concept-body-clone: gives `copy` the same bytes. */
export function cloneBody(body, copy) {
  if (!hasBody(body)) return;
  if (body.stream === undefined && body.rest === undefined) {
    copy.source = body.source instanceof ArrayBuffer ? body.source.slice(0) : body.source;
    return;
  }
  [body.stream, copy.stream] = toStream(body).tee();
}

/** Gives the body of `from` to `to`; `from` counts as read. */
export function moveBody(from, to) {
  if (!hasBody(from)) return;
  if (from.stream !== undefined) {
    // The stream of the new owner is another one, so that the old stays locked and read.
    to.stream = from.stream.pipeThrough(new TransformStream());
    return;
  }
  to.source = from.source;
  to.rest = from.rest;
  from.source = '';
  from.rest = undefined;
  from.used = true;
}

/**
 * https://fetch.spec.whatwg.org/#concept-bodyinit-extract: sets the body and returns the content type it implies, if any.
 * A buffer is not copied; `ownBytes` does that for a body that outlives the call.
 */
export function extractBody(body, init) {
  if (typeof init === 'string') {
    body.source = init.toWellFormed();
    return 'text/plain;charset=UTF-8';
  }
  if (isBufferSource(init)) {
    body.source = bytesOf(init);
    return undefined;
  }
  if (init instanceof URLSearchParams) {
    body.source = init.toString();
    return 'application/x-www-form-urlencoded;charset=UTF-8';
  }
  if (isBlob(init)) {
    body.source = blobBytes(init);
    return init.type === '' ? undefined : init.type;
  }
  if (init instanceof FormData) {
    const { bytes, type } = encodeMultipart(init);
    body.source = bytes;
    return type;
  }
  if (init instanceof ReadableStream) {
    if (init.locked || isDisturbed(init)) {
      throw new TypeError('Response body object should not be disturbed or locked');
    }
    body.stream = init;
    return undefined;
  }
  if (typeof init === 'object' && init !== null && typeof init[Symbol.asyncIterator] === 'function') {
    body.stream = streamOfIterable(init);
    return undefined;
  }
  body.source = `${init}`.toWellFormed();
  return 'text/plain;charset=UTF-8';
}

/** As Node does, an async iterable is a body; strings it yields are taken as UTF-8. */
function streamOfIterable(iterable) {
  const iterator = iterable[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      type: 'bytes',
      async pull(controller) {
        for (;;) {
          const { value, done } = await iterator.next();
          if (done) {
            controller.close();
            controller.byobRequest?.respond(0);
            return;
          }
          const bytes = typeof value === 'string' ? native.utf8Encode(value) : bytesOf(value);
          if (bytes.byteLength === 0) continue;
          // The chunk may be a window of a pooled buffer, which the stream would take over whole.
          controller.enqueue(typeof value === 'string' ? bytes : bytes.slice());
          return;
        }
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Copies bytes that the script could change later. A blob's cannot, but the copy keeps the rule one. */
export function ownBytes(body) {
  if (body.source instanceof Uint8Array) body.source = body.source.slice().buffer;
}
