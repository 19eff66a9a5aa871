const buffer = Buffer.alloc(24);
buffer.writeUInt32BE(0xdeadbeef, 0);
buffer.writeInt16LE(-2, 4);
buffer.writeDoubleBE(1.5, 6);
buffer.writeBigInt64LE(-5n, 14);
print(buffer.toString('hex'));
print(buffer.readUInt32BE(0).toString(16), buffer.readInt16LE(4), buffer.readDoubleBE(6), buffer.readBigInt64LE(14), buffer.readUIntBE(0, 3), buffer.readInt8(0));
for (const work of [() => buffer.readUInt32LE(22), () => buffer.writeUInt8(300, 0)]) {
  try {
    work();
  } catch (error) {
    print(error.name);
  }
}
