process.on('uncaughtException', (error, origin) => print(error.message, origin));
setTimeout(() => print('alive'), 5);
setTimeout(() => {
  throw new Error('survived');
}, 1);
Promise.reject(new Error('refused'));
