const blob = new Blob(['a', new Uint8Array([98, 99]), new Uint8Array([100]).buffer, new Blob(['e']), 7], { type: 'Text/Plain' });
print(blob.size, blob.type, await blob.text());
print(new Uint8Array(await blob.arrayBuffer()).join());
let text = '';
for await (const chunk of blob.stream()) text += new TextDecoder().decode(chunk);
print(text);
