// flags: --timeout 300ms
// exit: 124
// stderr: --timeout
while (true);
