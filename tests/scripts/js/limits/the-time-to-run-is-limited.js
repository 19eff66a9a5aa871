// flags: --timeout 1s
// exit: 124
// stderr: the script ran for 1 s, the time it has; allow more with --timeout
print('asleep');
setInterval(() => {}, 50);
