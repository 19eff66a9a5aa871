// flags: --allow-net=loopback
// server: http
const controller = new AbortController();
const response = await fetch(`http://${process.env.SERVER}/chunked`, { signal: controller.signal });
const text = await response.text();
controller.abort();
print(text, response.bodyUsed);
