process.on('uncaughtException', (error, origin) => print(error.message, origin));
setTimeout(() => print('alive'), 100);
setTimeout(() => {
  throw new Error('survived');
}, 1);
Promise.reject(new Error('refused'));
