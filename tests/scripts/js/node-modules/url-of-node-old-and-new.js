import url, { URL as Same, fileURLToPath, pathToFileURL, parse, format, resolve, domainToASCII, urlToHttpOptions } from 'node:url';
print(Same === URL, fileURLToPath('file:///a%20b/c'), pathToFileURL('/x y#z').href);
const old = parse('http://user:pass@host.com:81/p/a?q=s#h', true);
print(old.auth, old.host, old.port, old.pathname, old.query.q, old.hash, old.path);
print(format({ protocol: 'https', host: 'h:1', pathname: '/p', query: { a: 1 } }), resolve('/one/two', '../three'), domainToASCII('español.com'));
print(JSON.stringify(urlToHttpOptions(new URL('http://a:b@h:8/p?q'))), format(new URL('http://u@h/p#f'), { auth: false, fragment: false }));
