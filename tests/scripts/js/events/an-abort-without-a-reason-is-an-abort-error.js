const { reason } = AbortSignal.abort();
print(reason.name, reason.code, reason instanceof DOMException, reason instanceof Error);
try {
  new AbortSignal();
} catch (error) {
  print(error.name);
}
