try {
  queueMicrotask('print(1)');
} catch (error) {
  print(error.name);
}
