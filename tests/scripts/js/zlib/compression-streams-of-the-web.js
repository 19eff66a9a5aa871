import { gunzipSync, deflateRawSync, gzipSync } from 'node:zlib';

const through = async (bytes, stream) => Buffer.from(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
const text = 'hello streams '.repeat(10_000);
for (const format of ['gzip', 'deflate', 'deflate-raw']) {
  const packed = await through(text, new CompressionStream(format));
  const opened = await through(packed, new DecompressionStream(format));
  console.log(format, packed.length < 2000, opened.toString() === text);
}
console.log(gunzipSync(await through(text, new CompressionStream('gzip'))).toString() === text);
console.log((await through(deflateRawSync(text), new DecompressionStream('deflate-raw'))).toString() === text);
const packed = gzipSync('some text');
const failures = [
  () => new CompressionStream('br2'),
  () => new DecompressionStream(),
  () => through(packed.subarray(0, -1), new DecompressionStream('gzip')),
  () => through(Buffer.concat([packed, Buffer.of(1)]), new DecompressionStream('gzip')),
  () => through('nonsense', new DecompressionStream('gzip')),
];
for (const fails of failures) {
  try {
    await fails();
    console.log('no error');
  } catch (error) {
    console.log(error.name);
  }
}
console.log(Object.prototype.toString.call(new CompressionStream('gzip')));
