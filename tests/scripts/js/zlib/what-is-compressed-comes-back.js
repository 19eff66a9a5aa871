import * as zlib from 'node:zlib';
import { promisify } from 'node:util';

let seed = 1;
const noise = Uint8Array.from({ length: 100_000 }, () => (seed = (seed * 48271) % 2147483647) & 255);
const inputs = { nothing: Buffer.alloc(0), short: Buffer.from('héllo'), zeros: Buffer.alloc(1_000_000), noise };
const kinds = [['deflate', 'inflate'], ['gzip', 'gunzip'], ['deflateRaw', 'inflateRaw'], ['gzip', 'unzip'], ['deflate', 'unzip']];
const options = [{}, { level: 0 }, { level: 1 }, { level: 9 }, { windowBits: 9 }, { memLevel: 1 }, { strategy: zlib.constants.Z_HUFFMAN_ONLY }, { strategy: zlib.constants.Z_RLE }, { chunkSize: 64 }];
for (const [name, input] of Object.entries(inputs)) {
  let wrong = 0;
  for (const [pack, unpack] of kinds) {
    for (const option of options) {
      const packed = zlib[`${pack}Sync`](input, option);
      if (!zlib[`${unpack}Sync`](packed).equals(input)) wrong += 1;
    }
    const packed = await promisify(zlib[pack])(input);
    if (!(await promisify(zlib[unpack])(packed)).equals(input)) wrong += 1;
  }
  console.log(name, wrong);
}
console.log(zlib.deflateSync(inputs.zeros).length < 2000, zlib.deflateSync(noise).length < 100_100);
console.log(await promisify(zlib.inflate)(Buffer.from('nonsense')).catch((error) => error.code));
console.log(zlib.gzipSync(new Uint16Array([1, 2])).subarray(0, 3), zlib.deflateSync('a')[0]);
