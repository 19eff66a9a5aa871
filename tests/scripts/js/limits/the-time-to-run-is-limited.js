// flags: --timeout 300ms
// exit: 124
// stderr: the script ran for 0.3 s, the time it has; allow more with --timeout
print('asleep');
setInterval(() => {}, 50);
