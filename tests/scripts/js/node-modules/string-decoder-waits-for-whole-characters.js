import { StringDecoder } from 'node:string_decoder';
const decoder = new StringDecoder('utf8');
print([0xe2, 0x82, 0xac].map((byte) => `[${decoder.write(Buffer.from([byte]))}]`).join(''), decoder.end(Buffer.from([0xc3])));
const base64 = new StringDecoder('base64');
print(base64.write(Buffer.from('ab')), base64.end(Buffer.from('cd')));
