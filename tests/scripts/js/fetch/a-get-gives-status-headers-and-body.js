// flags: --allow-net=loopback
// server: http
const { SERVER } = process.env;
const response = await fetch(`http://${SERVER}/get?color=red&color=blue`);
print(response.status, response.statusText, response.ok, response.type, response.redirected);
print(response.headers.get('content-type'));
print(response.url === `http://${SERVER}/get?color=red&color=blue`);
const seen = await response.json();
print(seen.method, JSON.stringify(seen.args), response.bodyUsed);
