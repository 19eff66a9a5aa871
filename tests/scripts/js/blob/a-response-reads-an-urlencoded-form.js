const form = await new Response(new URLSearchParams({ a: 'b c', d: 'é' })).formData();
print(form.get('a'), form.get('d'));
await new Response('x', { headers: { 'content-type': 'text/plain' } }).formData().catch((error) => print(error.name));
