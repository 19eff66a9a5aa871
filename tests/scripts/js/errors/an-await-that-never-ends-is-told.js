// exit: 13
// stderr: await
print('waiting');
await new Promise(() => {});
print('never');
