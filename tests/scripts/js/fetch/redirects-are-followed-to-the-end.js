// flags: --allow-net=loopback
// server: http
const { SERVER } = process.env;
const response = await fetch(`http://${SERVER}/redirect/3#part`);
print(response.status, response.redirected, response.url.replace(SERVER, 'HOST'));
print((await response.json()).method);
