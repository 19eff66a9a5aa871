import { createDeflateRaw, createGunzip, createGzip, createInflateRaw, constants, deflateRawSync, gunzipSync, inflateRawSync } from 'node:zlib';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { once } from 'node:events';

// As permessage-deflate does: one stream, a flush for each message.
const deflate = createDeflateRaw({ windowBits: 12, level: 9 });
const inflate = createInflateRaw({ windowBits: 12 });
let parts = [];
deflate.on('data', (part) => parts.push(part));
let texts = [];
inflate.on('data', (part) => texts.push(part));
for (const message of ['one message', 'one message again', 'x'.repeat(50_000)]) {
  parts = [];
  texts = [];
  deflate.write(message);
  await new Promise((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
  const packed = Buffer.concat(parts);
  inflate.write(packed);
  await new Promise((resolve) => inflate.flush(resolve));
  const text = Buffer.concat(texts).toString();
  console.log(packed.subarray(-4).toString('hex'), packed.length < message.length + 12, text === message);
}
deflate.reset();
inflate.reset();
parts = [];
deflate.write('after a reset');
await new Promise((resolve) => deflate.flush(resolve));
console.log(inflateRawSync(Buffer.concat(parts), { finishFlush: constants.Z_SYNC_FLUSH }).toString());
await new Promise((resolve) => deflate.params(8, constants.Z_DEFAULT_STRATEGY, resolve));
parts = [];
deflate.end('z'.repeat(1000));
await once(deflate, 'end');
console.log(Buffer.concat(parts).length < 100, deflate.bytesWritten);
inflate.close(() => console.log('closed', inflate.destroyed));
await once(inflate, 'close');

const chunks = [];
const collect = new Writable({ write: (chunk, encoding, done) => { chunks.push(chunk); setImmediate(done); } });
const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`);
await pipeline(Readable.from(lines), createGzip({ level: 9 }), createGunzip({ chunkSize: 1024 }), collect);
console.log(Buffer.concat(chunks).toString() === lines.join(''), chunks.every((chunk) => chunk.length <= 1024));

const broken = createGunzip();
broken.on('error', (error) => console.log(error.code, error.message));
broken.end('not gzip at all');
await new Promise((resolve) => broken.on('close', resolve));
const cut = createGunzip();
cut.on('error', (error) => console.log(error.code, error.message));
cut.resume();
const whole = await new Promise((resolve) => { const gzip = createGzip(); const all = []; gzip.on('data', (part) => all.push(part)).on('end', () => resolve(Buffer.concat(all))); gzip.end('some text'); });
console.log(gunzipSync(whole).toString());
cut.end(whole.subarray(0, -3));
await new Promise((resolve) => cut.on('close', resolve));

// One byte at a time.
const slow = createInflateRaw();
let text = '';
slow.setEncoding('utf8').on('data', (part) => (text += part));
for (const byte of deflateRawSync('héllo wörld')) slow.write(Buffer.of(byte));
slow.end();
await once(slow, 'end');
console.log(text);
