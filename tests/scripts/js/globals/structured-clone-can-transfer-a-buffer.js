const buffer = new Uint8Array([5, 6, 7]).buffer;
const moved = structuredClone({ buffer }, { transfer: [buffer] });
print(new Uint8Array(moved.buffer).join(), buffer.byteLength);
