// The stream classes of `zlib`. They compress in write(), chunk by chunk, and pause when nobody takes what comes out.
import { codedError, unsupported } from '../../error.js';
import { nextTick } from '../../tick.js';
import { Buffer, bufferOver } from '../buffer.js';
import { Transform, finished } from '../stream.js';
import { Codec, MODES } from './codec.js';
import { constants } from './constants.js';

const { Z_BLOCK, Z_FINISH, Z_FULL_FLUSH, Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH } = constants;

/** Kinds of flush, each doing more than those before. */
const BY_STRENGTH = [Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH];

/** On an empty chunk, the kind of flush it stands for. */
const flushKind = Symbol('flush');

class ZlibStream extends Transform {
  #codec;
  bytesWritten = 0;

  constructor(mode, options) {
    const codec = new Codec(mode, options ?? {});
    super({ autoDestroy: true, ...options });
    this.#codec = codec;
  }

  get _closed() {
    return this.#codec === undefined;
  }

  get _level() {
    return this.#codec?.level;
  }

  get _strategy() {
    return this.#codec?.strategy;
  }

  _transform(chunk, encoding, callback) {
    if (this.#codec === undefined) {
      callback(codedError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
      return;
    }
    let flush = chunk[flushKind] ?? this.#codec.flush;
    // The last chunk flushes as much as the end does, so that it needs no more output for that.
    if (chunk[flushKind] === undefined && this.writableEnded && this.writableLength === chunk.length) {
      const { finishFlush } = this.#codec;
      if (BY_STRENGTH.indexOf(finishFlush) > BY_STRENGTH.indexOf(flush)) flush = finishFlush;
    }
    this.#run(chunk, 0, flush, callback);
  }

  #run(chunk, start, flush, callback) {
    let offset = start;
    for (;;) {
      // A listener for what came out may have closed this stream.
      const codec = this.#codec;
      if (codec === undefined) {
        callback();
        return;
      }
      let output;
      try {
        output = codec.run(chunk, offset, flush);
      } catch (error) {
        this.bytesWritten += codec.consumed;
        callback(error);
        return;
      }
      offset += codec.consumed;
      this.bytesWritten += codec.consumed;
      const goesOn = codec.isFull;
      const isWanted = output === undefined || this.push(bufferOver(output));
      if (!goesOn) {
        callback();
        return;
      }
      if (!isWanted) {
        this.#runWhenRead(chunk, offset, flush, callback);
        return;
      }
    }
  }

  #runWhenRead(chunk, offset, flush, callback) {
    const { _read: read } = this;
    this._read = (size) => {
      this._read = read;
      this.#run(chunk, offset, flush, callback);
      this._read(size);
    };
  }

  _flush(callback) {
    this._transform(Buffer.alloc(0), '', callback);
  }

  /** flush([kind][, callback]) */
  flush(kind, callback = undefined) {
    const isKind = typeof kind === 'number';
    const done = isKind ? callback : kind;
    if (this.writableFinished || this.destroyed) {
      if (typeof done === 'function') nextTick(done);
    } else if (this.writableEnded) {
      if (typeof done === 'function') this.once('end', done);
    } else {
      const chunk = Buffer.alloc(0);
      chunk[flushKind] = isKind ? kind : Z_FULL_FLUSH;
      this.write(chunk, '', done);
    }
  }

  /** Sets the level from here on, if the compressor can go over to it. The strategy becomes the default one. */
  params(level, strategy, callback = undefined) {
    this.flush(Z_SYNC_FLUSH, (error) => {
      let failure = error;
      if (!failure && this.#codec?.setLevel(level) === false) {
        failure = unsupported(`going over to level ${level} in the middle of a stream`, 'begin another stream');
      }
      if (typeof callback === 'function') callback(failure);
      else if (failure) this.destroy(failure);
    });
  }

  reset() {
    if (this.#codec === undefined) throw new Error('zlib binding closed');
    this.#codec.reset();
  }

  close(callback = undefined) {
    if (typeof callback === 'function') finished(this, callback);
    this.destroy();
  }

  _destroy(error, callback) {
    this.#codec = undefined;
    callback(error);
  }
}

const classOf = (name) => ({
  [name]: class extends ZlibStream {
    constructor(options) {
      super(MODES[name], options);
    }
  },
})[name];

export const Deflate = classOf('Deflate');
export const Inflate = classOf('Inflate');
export const Gzip = classOf('Gzip');
export const Gunzip = classOf('Gunzip');
export const DeflateRaw = classOf('DeflateRaw');
export const InflateRaw = classOf('InflateRaw');
export const Unzip = classOf('Unzip');
