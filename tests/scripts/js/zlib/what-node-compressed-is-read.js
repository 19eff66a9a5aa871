// Written by Node 20.
import * as zlib from 'node:zlib';

const text = 'hello hello hello, compressed world. '.repeat(20);
const dictionary = Buffer.from('compressed world hello');
const written = {
  deflate: 'eJzLSM3JyVfIQJA6Csn5uQVFqcXFqSkK5flFOSl6yNKjikYVDTVFAGa5D4w=',
  gzip: 'H4sIAAAAAAAEA8tIzcnJV8hAkDoKyfm5BUWpxcWpKQrl+UU5KXrI0hD2qKL80SAYMkEAACfvio7kAgAA',
  raw: 'y0jNyclXyECQOgrJ+bkFRanFxakpCuX5RTkpesjSo4pGFQ01RQA=',
  stored: 'eAEB5AIb/WhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gaGVsbG8gaGVsbG8gaGVsbG8sIGNvbXByZXNzZWQgd29ybGQuIGhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gaGVsbG8gaGVsbG8gaGVsbG8sIGNvbXByZXNzZWQgd29ybGQuIGhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gaGVsbG8gaGVsbG8gaGVsbG8sIGNvbXByZXNzZWQgd29ybGQuIGhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gaGVsbG8gaGVsbG8gaGVsbG8sIGNvbXByZXNzZWQgd29ybGQuIGhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gaGVsbG8gaGVsbG8gaGVsbG8sIGNvbXByZXNzZWQgd29ybGQuIGhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gaGVsbG8gaGVsbG8gaGVsbG8sIGNvbXByZXNzZWQgd29ybGQuIGhlbGxvIGhlbGxvIGhlbGxvLCBjb21wcmVzc2VkIHdvcmxkLiBoZWxsbyBoZWxsbyBoZWxsbywgY29tcHJlc3NlZCB3b3JsZC4gZrkPjA==',
  dict: 'eLtlvwiyAxMKSKSOQjKaQj2FUUWjioawIgBmuQ+M',
  rawdict: 'AxMKSKSOQjKaQj2FUUWjioawIgA=',
  huffman: 'H4sIAAAAAAAEAwXBwQ0AMQwCsFUYoLqlGiQeVFTJo+ufLdqBaAeinYWdc5szLLy064NoB6IdiHYWds5tzrDw0q4Poh2IdiDaWdg5tznDwku7Poh2INqBaGdh59zmDAsv7fog2oFoB6KdhZ1zmzMsvLTrg2gHoh2IdhZ2zm3OsPDSrg+iHYh2INpZ2Dm3OcPCS7s+iHYg2oFoZ2Hn3OYMCy/t+iDagWgHop2FnXObMyy8tOuDaAeiHYh2FnbObc6w8NKuD6IdiHYg2lnYObc5w8JLuz6IdiDagWhnYefc5gwLL+36INqBaAeinYWdc5szLLy064NoB6IdiHYWds5tzrDw0q4Poh2IdiDaWdg5tznDwku7Poh2INqBaGdh59zmDAsv7fog2oFoB6KdhZ1zmzMsvLTrg2gHoh2IdhZ2zm3OsPDSrg+iHYh2INpZ2Dm3OcPCS7s+iHYg2oFoZ2Hn3OYMCy/t+vADJ++KjuQCAAA=',
};
const bytes = Object.fromEntries(Object.entries(written).map(([name, value]) => [name, Buffer.from(value, 'base64')]));

console.log(zlib.inflateSync(bytes.deflate).toString() === text);
console.log(zlib.unzipSync(bytes.deflate).toString() === text);
console.log(zlib.gunzipSync(bytes.gzip).toString() === text);
console.log(zlib.unzipSync(bytes.gzip).toString() === text);
console.log(zlib.gunzipSync(Buffer.concat([bytes.gzip, bytes.huffman, Buffer.alloc(4)])).toString() === text + text);
console.log(zlib.inflateRawSync(bytes.raw).toString() === text);
console.log(zlib.inflateRawSync(bytes.raw, { windowBits: 9 }).toString() === text);
console.log(zlib.inflateSync(bytes.stored, { windowBits: 0 }).toString() === text);
console.log(zlib.inflateSync(bytes.dict, { dictionary }).toString() === text);
console.log(zlib.inflateRawSync(bytes.rawdict, { dictionary }).toString() === text);
console.log(zlib.crc32 === undefined || zlib.crc32('hello') === 0x3610a686);

const failures = [
  () => zlib.inflateSync(bytes.gzip),
  () => zlib.gunzipSync(bytes.deflate),
  () => zlib.inflateSync(bytes.deflate.subarray(0, 20)),
  () => zlib.inflateSync(bytes.dict),
  () => zlib.inflateSync(bytes.dict, { dictionary: Buffer.from('another') }),
  () => zlib.inflateSync(Buffer.concat([bytes.deflate.subarray(0, -4), Buffer.alloc(4)])),
  () => zlib.inflateRawSync(Buffer.from([7, 7, 7])),
  () => zlib.inflateSync(bytes.deflate, { maxOutputLength: 100 }),
  () => zlib.inflateSync(1),
  () => zlib.deflateSync('a', { windowBits: 16 }),
  () => zlib.gzipSync('a', { windowBits: 8 }),
  () => zlib.deflateSync('a', { level: 10 }),
  () => zlib.deflateSync('a', { memLevel: '1' }),
  () => zlib.deflate('a'),
];
for (const fails of failures) {
  try {
    fails();
    console.log('no error');
  } catch (error) {
    console.log(error.name, error.code, error.errno, error.message.split('. Received')[0]);
  }
}
