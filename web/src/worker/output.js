// What a script writes, on its way to the page.

/** Bytes that are collected before they go out in the middle of a turn, and for how long. */
const MOST_BYTES = 16 * 1024;
const MOST_MS = 50;
/** What a program may write: the page keeps up with it or runs out of memory, and a worker cannot wait for the page. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
/** What is kept of standard error for the result, the last of it. */
const MOST_KEPT = 256 * 1024;

/** The program wrote more than it may. */
export class OutputLimit extends Error {
  constructor() {
    super(`the script wrote more than ${MOST_OUTPUT_BYTES / 1024 / 1024} MiB`);
  }
}

export class Output {
  #post;
  #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  #stream = 'stdout';
  #text = '';
  #written = 0;
  #since = 0;
  #errors = '';

  /** @param {(stream: 'stdout' | 'stderr', text: string) => void} post */
  constructor(post) {
    this.#post = post;
  }

  /** The end of what was written to standard error. */
  get errors() {
    return this.#errors;
  }

  /** @param {1 | 2} number @param {Uint8Array} bytes @throws {OutputLimit} */
  write(number, bytes) {
    const stream = number === 1 ? 'stdout' : 'stderr';
    this.#written += bytes.length;
    if (this.#written > MOST_OUTPUT_BYTES) throw new OutputLimit();
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#add(this.#decoders[stream].decode(bytes, { stream: true }));
    if (this.#text.length > MOST_BYTES || performance.now() - this.#since > MOST_MS) this.flush();
  }

  /** A sentence of the host's own. */
  say(sentence) {
    if (this.#stream !== 'stderr') this.flush();
    this.#stream = 'stderr';
    this.#add(`strait: ${sentence}\n`);
  }

  flush() {
    this.#since = performance.now();
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    this.#post(this.#stream, text);
  }

  #add(text) {
    this.#text += text;
    if (this.#stream === 'stderr') this.#errors = (this.#errors + text).slice(-MOST_KEPT);
  }
}
