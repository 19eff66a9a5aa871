import querystring from 'node:querystring';
const parsed = querystring.parse('a=1&b=2&a=3&c=%C3%BC&d=x+y&e&=f&bad=%zz');
print(JSON.stringify(parsed), Object.getPrototypeOf(parsed));
print(querystring.stringify({ a: [1, 2], b: 'ü &', c: true, d: null, e: NaN, f: 10n }));
print(querystring.stringify({ a: 1, b: 2 }, ';', ':'), JSON.stringify(querystring.parse('a:1;b:2', ';', ':')), JSON.stringify(querystring.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 })));
print(querystring.escape('a b!*'), querystring.unescape('%41%zz'));
