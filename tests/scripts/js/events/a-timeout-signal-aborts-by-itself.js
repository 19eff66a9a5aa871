const signal = AbortSignal.timeout(5);
const keep = setTimeout(() => {}, 10_000);
signal.addEventListener('abort', () => {
  print(signal.reason.name, signal.reason instanceof DOMException, signal.reason.code);
  clearTimeout(keep);
});
print(signal.aborted);
