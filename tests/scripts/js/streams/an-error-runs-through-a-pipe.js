const source = new ReadableStream({
  pull(controller) {
    controller.error(new RangeError('dry'));
  },
});
const sink = new WritableStream({
  abort(reason) {
    print('aborted', reason.message);
  },
});
await source.pipeTo(sink).catch((error) => print('rejected', error.message));
const full = new WritableStream({
  write() {
    throw new Error('full');
  },
});
const endless = new ReadableStream({
  pull: (controller) => controller.enqueue('x'),
  cancel: (reason) => print('cancelled', reason.message),
});
await endless.pipeTo(full).catch((error) => print('rejected', error.message));
