// flags: --allow-net=loopback
// server: http
const form = new FormData();
form.append('tag', 'x');
form.append('tag', 'y');
form.append('file', new Blob([new Uint8Array([0, 255, 13, 10])]), 'raw.bin');
const response = await fetch(`http://${process.env.SERVER}/echo`, { method: 'POST', body: form });
const back = await response.formData();
print(back.getAll('tag').join());
const file = back.get('file');
print(file.name, file.type, new Uint8Array(await file.arrayBuffer()).join());
