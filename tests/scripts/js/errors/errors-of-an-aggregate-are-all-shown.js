// exit: 1
// stderr: AggregateError: All promises were rejected
// stderr: Error: first failure
// stderr: TypeError: second failure
await Promise.any([Promise.reject(new Error('first failure')), Promise.reject(new TypeError('second failure'))]);
