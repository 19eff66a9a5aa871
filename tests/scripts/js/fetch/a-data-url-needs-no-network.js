const base64 = await fetch('data:text/html;base64,PGI+');
print(base64.status, base64.headers.get('content-type'), await base64.text());
const plain = await fetch('data:,a%20b');
print(plain.headers.get('content-type'), await plain.text());
await fetch('data:no-comma').catch((error) => print(error.name));
