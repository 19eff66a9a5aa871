const stream = new ReadableStream({
  type: 'bytes',
  pull(controller) {
    controller.enqueue(new Uint8Array([1, 2, 3, 4, 5]));
    controller.close();
  },
});
const reader = stream.getReader({ mode: 'byob' });
const first = await reader.read(new Uint8Array(3));
print(first.value.join(), first.done);
print((await reader.read(new Uint8Array(3))).value.join());
print((await reader.read(new Uint8Array(3))).done);
