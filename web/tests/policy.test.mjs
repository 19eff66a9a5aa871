import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressClass, parseAddress } from '../src/shared/policy/address.js';
import { Policy, RuleError } from '../src/shared/policy/policy.js';

const allows = (rules, url) => new Policy(rules).denial(new URL(url)) === undefined;

test('addresses have the classes that the server gives them', () => {
  const classes = {
    public:
      '1.1.1.1 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 172.15.255.255 172.32.0.0 169.253.255.255 192.0.0.9 192.0.1.1 ' +
      '198.17.255.255 198.20.0.0 223.255.255.255 2001:4860:4860::8888 2001:200::1 2001:1::1 2001:20::1 2606:4700::1 2620:4f:8000::1 ' +
      '3ffe::1 ::ffff:1.1.1.1 64:ff9b::1.1.1.1 2002:101:101::',
    private:
      '10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 169.254.169.254 172.16.0.0 172.31.255.255 192.168.0.1 198.18.0.1 ' +
      '198.19.255.255 fc00::1 fd12:3456::1 fe80::1 febf::1 fec0::1 64:ff9b:1::a00:1 ::ffff:10.0.0.1 64:ff9b::a9fe:a9fe 2002:c0a8:101::1',
    loopback: '127.0.0.1 127.255.255.255 0.0.0.0 ::1 :: ::ffff:127.0.0.1 64:ff9b::127.0.0.1 2002:7f00:1:: ::ffff:0.0.0.0',
    reserved:
      '0.0.0.1 192.0.0.1 192.0.2.1 192.88.99.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 ::2 ' +
      '::127.0.0.1 100::1 100:0:0:1::1 2001::1 2001:2::1 2001:db8::1 3fff::1 4000::1 5f00::1 ff02::1 ::ffff:224.0.0.1 2002:e000:1::',
  };
  for (const [name, addresses] of Object.entries(classes)) {
    for (const address of addresses.split(' ')) assert.equal(addressClass(parseAddress(address)), name, address);
  }
});

test('what is no address is none', () => {
  for (const text of ['', 'a', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4.5', ':', ':::', '1::2::3', '12345::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '::g', '::1.2.3']) {
    assert.equal(parseAddress(text), undefined, text);
  }
});

test('nothing is allowed without rules, everything by an empty list', () => {
  assert.equal(allows(undefined, 'http://example.com/'), false);
  assert.equal(allows(false, 'http://example.com/'), false);
  assert.equal(allows(true, 'http://example.com/'), true);
  assert.equal(allows('', 'wss://10.0.0.1/'), true);
  assert.equal(allows([], 'http://example.com/'), true);
});

test('names cover themselves, wildcards what is below', () => {
  const cases = [
    ['example.com', 'http://example.com/', true],
    ['example.com', 'http://EXAMPLE.com./', true],
    ['example.com', 'http://www.example.com/', false],
    ['example.com:443', 'https://example.com/', true],
    ['example.com:443', 'wss://example.com/', true],
    ['example.com:443', 'http://example.com/', false],
    ['*.example.com', 'http://a.b.example.com/', true],
    ['*.example.com', 'http://example.com/', false],
    ['*.example.com', 'http://wwwexample.com/', false],
    ['a.com, b.com:81', 'http://b.com:81/', true],
    ['a.com, b.com:81', 'http://b.com/', false],
  ];
  for (const [rules, url, expected] of cases) assert.equal(allows(rules, url), expected, `${rules} ${url}`);
});

test('classes and blocks cover addresses as they are written', () => {
  const cases = [
    ['public', 'http://example.com/', true],
    ['public', 'http://1.1.1.1/', true],
    ['public', 'http://localhost/', false],
    ['public', 'http://app.localhost/', false],
    ['public', 'http://10.0.0.1/', false],
    ['public', 'http://2130706433/', false],
    ['public', 'http://0x7f.1/', false],
    ['public', 'http://[::ffff:127.0.0.1]/', false],
    ['loopback', 'http://localhost:3000/', true],
    ['Loopback:3000', 'http://127.0.0.1:3000/', true],
    ['loopback:3000', 'http://127.0.0.1:3001/', false],
    ['private', 'http://192.168.1.1/', true],
    ['private', 'http://db.internal/', false],
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://11.0.0.1/', false],
    ['10.0.0.0/8:80', 'http://10.1.2.3:81/', false],
    ['[::1]:80', 'http://[::1]/', true],
    ['fd00::/8', 'http://[fd00::1]/', true],
    ['::/0', 'http://[::ffff:10.0.0.1]/', false],
    ['10.0.0.5', 'http://[::ffff:10.0.0.5]/', true],
    ['::ffff:10.0.0.5', 'http://10.0.0.5/', true],
  ];
  for (const [rules, url, expected] of cases) assert.equal(allows(rules, url), expected, `${rules} ${url}`);
});

test('a denial says what was asked and which option allows it', () => {
  const denial = (rules, url) => new Policy(rules).denial(new URL(url));
  assert.equal(
    denial(false, 'https://example.com/x'),
    "network access to example.com:443 is not allowed; allow it with allowNet: 'example.com:443'",
  );
  assert.equal(
    denial('public', 'http://[::1]/'),
    "::1 is a loopback address, which the rule `public` does not cover; allow it with allowNet: '[::1]:80'",
  );
});

test('malformed rules say why', () => {
  const cases = {
    'https://example.com': 'without a scheme',
    'example.com/path': 'write a host, not a path',
    '10.0.0.0/33': 'write a host, not a path',
    '10.0.0.1/8': 'bits beyond its length',
    '64:ff9b::/96': 'write the IPv4 block instead',
    '*': 'leave the list empty',
    'www.*.com': 'only a leading',
    'bücher.de': 'xn--',
    'exa mple.com': 'neither a host name nor an address',
    'example.com:': '`` is not a port',
    'example.com:+80': '`+80` is not a port',
    'example.com:65536': '`65536` is not a port',
    'example.com:0': 'port 0',
    '[::1': 'a bracket is not closed',
    'a.com,,b.com': 'nothing between the commas',
  };
  for (const [rule, reason] of Object.entries(cases)) {
    assert.throws(() => new Policy(rule), (error) => error instanceof RuleError && error.message.includes(reason), rule);
  }
  assert.throws(() => new Policy(7), TypeError);
});
