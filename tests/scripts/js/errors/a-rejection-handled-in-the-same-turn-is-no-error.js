const promise = Promise.reject(new Error('caught'));
await null;
promise.catch((error) => print(error.message));
