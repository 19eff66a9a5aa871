const controller = new AbortController();
let count = 0;
const sink = new WritableStream({
  write() {
    count += 1;
    if (count === 3) controller.abort('enough');
  },
});
const source = new ReadableStream({ pull: (c) => c.enqueue('x') });
await source.pipeTo(sink, { signal: controller.signal }).catch((reason) => print(reason, count));
print(source.locked, sink.locked);
