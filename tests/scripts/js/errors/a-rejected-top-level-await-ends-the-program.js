// exit: 1
// stderr: Error: awaited
print('before');
await Promise.reject(new Error('awaited'));
print('never');
