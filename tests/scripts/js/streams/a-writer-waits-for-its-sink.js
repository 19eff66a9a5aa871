const log = [];
const stream = new WritableStream({
  start: () => void log.push('start'),
  async write(chunk) {
    await null;
    log.push(`write ${chunk}`);
  },
  close: () => void log.push('close'),
}, new CountQueuingStrategy({ highWaterMark: 2 }));
const writer = stream.getWriter();
print(writer.desiredSize);
writer.write('a');
writer.write('b');
print(writer.desiredSize);
await writer.ready;
await writer.close();
print(log.join());
await writer.write('c').catch((error) => print(error.name));
