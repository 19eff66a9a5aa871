// flags: --allow-net=loopback
import dns, { lookup, promises, resolve, resolve4, resolve6 } from 'node:dns';
import { lookup as lookupPromise } from 'node:dns/promises';

const shown = (start) => new Promise((resolve) => start((...results) => resolve(console.log(...results))));
await shown((done) => lookup('localhost', 4, done));
await shown((done) => lookup('localhost', { family: 6 }, done));
await shown((done) => lookup('127.0.0.1', done));
await shown((done) => lookup('::1', { all: true }, done));
await shown((done) => lookup('', done));
await shown((done) => lookup('localhost', { all: true, order: 'ipv6first' }, done));
await shown((done) => resolve4('localhost', done));
await shown((done) => resolve6('localhost', done));
await shown((done) => resolve('localhost', 'AAAA', done));
console.log(await lookupPromise('localhost', { family: 4 }), await promises.resolve('localhost'));
console.log(dns.NOTFOUND, dns.getDefaultResultOrder());
