const first = new AbortController();
const second = new AbortController();
const any = AbortSignal.any([first.signal, second.signal]);
any.addEventListener('abort', () => print('aborted by', any.reason));
second.abort('the second');
first.abort('the first');
print(any.reason, AbortSignal.any([AbortSignal.abort('at once')]).reason, AbortSignal.any([]).aborted);
