const controller = new AbortController();
const { signal } = controller;
signal.onabort = (event) => print('onabort', event.type);
signal.addEventListener('abort', () => print('listener', signal.aborted));
print(signal.aborted, signal.reason);
controller.abort('stop');
controller.abort('again');
print(signal.reason);
try {
  signal.throwIfAborted();
} catch (reason) {
  print('thrown', reason);
}
