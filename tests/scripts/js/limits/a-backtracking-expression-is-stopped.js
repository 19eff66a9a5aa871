// flags: --cpu-time 200ms
// exit: 123
// stderr: CPU time; allow more with --cpu-time
print(/^(a+)+$/.test('a'.repeat(40) + 'b'));
