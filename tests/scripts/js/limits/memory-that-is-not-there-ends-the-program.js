// flags: --memory 32M
// exit: 122
// stderr: 32 MiB of memory; allow more with --memory
const kept = [];
print('filling');
while (true) kept.push(new Uint8Array(1_000_000).fill(1));
