const encoder = new TextEncoder();
print(encoder.encoding, encoder.encode('aé€😀').join(), encoder.encode().length);
print(encoder.encode('\ud800x\udc00').join());
const target = new Uint8Array(5);
const { read, written } = encoder.encodeInto('é😀z', target);
print(read, written, target.join());
