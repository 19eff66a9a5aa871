const decoder = new TextDecoder();
let text = '';
for (const byte of new TextEncoder().encode('a€😀')) text += `${decoder.decode(new Uint8Array([byte]), { stream: true })}|`;
print(text + decoder.decode());
decoder.decode(new Uint8Array([0xe2, 0x82]), { stream: true });
print(decoder.decode());
