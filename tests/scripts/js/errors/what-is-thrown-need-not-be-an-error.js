// exit: 1
// stderr: Uncaught
// stderr: just words
throw 'just words';
