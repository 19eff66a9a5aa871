// flags: --memory 32M
// exit: 122
// stderr: 32 MiB of memory; allow more with --memory
for (;;) setTimeout(() => {}, 1_000_000);
