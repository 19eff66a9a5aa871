// flags: --cpu-time 200ms
// exit: 123
// stderr: CPU time; allow more with --cpu-time
print('spinning');
process.on('exit', () => print('never'));
try {
  while (true);
} finally {
  print('never');
}
