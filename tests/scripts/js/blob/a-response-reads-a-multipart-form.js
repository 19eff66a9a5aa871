const body = [
  '--line', 'Content-Disposition: form-data; name="text"', '', 'two\r\nlines',
  '--line', 'Content-Disposition: form-data; name="doc"; filename="a.json"', 'Content-Type: application/json', '', '{}',
  '--line--', '',
].join('\r\n');
const form = await new Response(body, { headers: { 'content-type': 'multipart/form-data; boundary=line' } }).formData();
print(JSON.stringify(form.get('text')), form.get('doc').name, form.get('doc').type, await form.get('doc').text());
