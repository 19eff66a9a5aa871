// exit: 1
// stderr: Error: the outer one
// stderr: [cause]: RangeError: the inner one
throw new Error('the outer one', { cause: new RangeError('the inner one') });
