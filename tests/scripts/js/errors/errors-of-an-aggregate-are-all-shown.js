// exit: 1
// stderr: AggregateError: both failed
// stderr: Error: first failure
// stderr: TypeError: second failure
throw new AggregateError([new Error('first failure'), new TypeError('second failure')], 'both failed');
