import { BlockList, SocketAddress, isIP, isIPv4, isIPv6 } from 'node:net';

const texts = [
  '127.0.0.1',
  '1.2.3',
  '1.2.3.256',
  '01.2.3.4',
  '::',
  '::1',
  '1::2::3',
  '1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7',
];
for (const text of [
  ...texts,
  '::ffff:1.2.3.4',
  'fe80::1%eth0',
  'fe80::1%',
  '12345::',
  '',
  'a',
  '1:2:3:4:5:6:7::',
  '::1.2.3',
]) {
  console.log(JSON.stringify(text), isIP(text), isIPv4(text), isIPv6(text));
}
const list = new BlockList();
list.addAddress('123.123.123.123');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
for (const [address, family] of [
  ['123.123.123.123'],
  ['10.0.0.3'],
  ['10.0.0.11'],
  ['222.111.111.222'],
  ['::ffff:7b7b:7b7b', 'ipv6'],
  ['8592:757c:efae:4e45:1::', 'ipv6'],
  ['8592:757c:efae:4e46::', 'ipv6'],
]) {
  console.log(address, list.check(address, family));
}
console.log(list.rules);
console.log(new SocketAddress({ address: '1.2.3.4', port: 5 }).toJSON());
