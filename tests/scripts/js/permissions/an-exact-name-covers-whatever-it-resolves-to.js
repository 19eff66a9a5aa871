// flags: --allow-net=intra.example.com --resolve intra.example.com:80:127.0.0.1:9
await fetch('http://intra.example.com/').catch((error) => print(error.cause.reason));
await fetch('http://other.example.com/').catch((error) => print(error.cause.reason));
