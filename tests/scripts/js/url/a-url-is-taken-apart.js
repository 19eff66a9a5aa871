const url = new URL('HTTPS://user:p%40ss@Example.COM:8080/a/./b/../c%20d?q=1&q=2#frag');
for (const part of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash']) {
  print(part, url[part]);
}
print(JSON.stringify({ url }), `${url}` === url.href);
