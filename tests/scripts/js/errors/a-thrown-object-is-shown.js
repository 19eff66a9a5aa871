// exit: 1
// stderr: Uncaught { reason: 'none', code: 7 }
throw { reason: 'none', code: 7 };
