// flags: --allow-net=loopback
// server: http
const words = ['to ', 'be ', 'sent'];
const body = new ReadableStream({
  pull(controller) {
    const word = words.shift();
    if (word === undefined) controller.close();
    else controller.enqueue(new TextEncoder().encode(word));
  },
});
const response = await fetch(`http://${process.env.SERVER}/post`, { method: 'POST', body, duplex: 'half' });
const { data, headers } = await response.json();
print(data, headers['transfer-encoding'], headers['content-length']);
