const reason = new Error('why');
const promise = Promise.reject(reason);
process.on('unhandledRejection', (given, rejected) => print(given === reason, rejected === promise));
process.on('exit', (code) => print('exit', code));
