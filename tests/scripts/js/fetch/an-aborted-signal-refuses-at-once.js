// flags: --allow-net=loopback
const signal = AbortSignal.abort();
await fetch('http://127.0.0.1:9/', { signal }).catch((error) => print(error.name, error === signal.reason));
const own = AbortSignal.abort('because');
await fetch('http://127.0.0.1:9/', { signal: own }).catch((error) => print(error));
