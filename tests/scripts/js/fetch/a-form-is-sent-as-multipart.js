// flags: --allow-net=loopback
// server: http
const form = new FormData();
form.append('title', 'a "quoted" name');
form.append('upload', new File(['line one\n'], 'notes.txt', { type: 'text/plain' }));
const response = await fetch(`http://${process.env.SERVER}/post`, { method: 'POST', body: form });
const { headers, data } = await response.json();
const [type, boundary] = headers['content-type'].split('; boundary=');
print(type);
print(data.replaceAll(boundary, 'BOUNDARY').replaceAll('\r\n', '\n').trim());
