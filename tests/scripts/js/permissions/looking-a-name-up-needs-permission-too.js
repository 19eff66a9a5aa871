import { nslookup } from 'wasi_net';
await nslookup('example.net', '80').catch((error) => print(error.message));
