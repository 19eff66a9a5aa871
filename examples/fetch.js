// strait run --allow-net=example.com examples/fetch.js http://example.com/
const url = args[1] ?? 'http://example.com/';
const response = await fetch(url);
console.log(response.status, response.headers.get('content-type'));
console.log(await response.text());
