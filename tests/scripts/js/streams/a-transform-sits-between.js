const double = new TransformStream({
  transform(chunk, controller) {
    controller.enqueue(chunk * 2);
  },
  flush(controller) {
    controller.enqueue('end');
  },
});
for await (const value of ReadableStream.from([1, 2]).pipeThrough(double)) print(value);
