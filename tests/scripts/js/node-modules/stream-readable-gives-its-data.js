import { Readable } from 'node:stream';
const readable = new Readable({
  read() {
    this.push(this.count === undefined ? 'a' : this.count < 3 ? 'b' : null);
    this.count = (this.count ?? 0) + 1;
  },
});
readable.setEncoding('utf8');
readable.on('data', (text) => print(text)).on('end', () => print('end')).on('close', () => print('close'));
await new Promise((resolve) => readable.on('close', resolve));
for await (const value of Readable.from([1, 2])) print(value);
print((await Readable.from([1, 2, 3]).map((n) => n * 2).toArray()).join());
