function down(depth) {
  return down(depth + 1) + 1;
}
try {
  down(0);
} catch (error) {
  print(error instanceof RangeError || error instanceof Error, /call stack/i.test(error.message));
}
print('going on');
