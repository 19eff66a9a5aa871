let pulls = 0;
const stream = new ReadableStream({
  pull(controller) {
    pulls += 1;
    controller.enqueue(pulls);
    if (pulls === 3) controller.close();
  },
}, { highWaterMark: 0 });
const reader = stream.getReader();
print(pulls, stream.locked);
print((await reader.read()).value, pulls);
print((await reader.read()).value, (await reader.read()).value, (await reader.read()).done);
await reader.closed;
reader.releaseLock();
print(stream.locked);
