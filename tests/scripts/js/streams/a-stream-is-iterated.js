const words = ReadableStream.from(['a', 'b', 'c']);
for await (const word of words) print(word);
const cancelled = new ReadableStream({
  pull(controller) {
    controller.enqueue('x');
  },
  cancel(reason) {
    print('cancelled', reason);
  },
});
for await (const value of cancelled) break;
print(cancelled.locked);
