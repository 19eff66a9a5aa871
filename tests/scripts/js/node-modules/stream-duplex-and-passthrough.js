import { PassThrough, Duplex } from 'node:stream';
const through = new PassThrough();
through.end('through');
print(String(through.read() ?? ''), await through.toArray().then((all) => all.length));
const duplex = new Duplex({
  read() {},
  write(chunk, encoding, done) {
    this.push(`<${chunk}>`);
    done();
  },
  final(done) {
    this.push(null);
    done();
  },
});
duplex.write('x');
duplex.end('y');
print((await duplex.toArray()).join(''));
