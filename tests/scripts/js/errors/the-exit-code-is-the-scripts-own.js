// exit: 7
process.on('exit', (code) => print('leaving with', code));
process.exitCode = 7;
