// flags: --allow-net=localhost,127.0.0.1
import { nslookup, nsloopup } from 'wasi_net';
print((await nslookup('localhost', '80')).includes('127.0.0.1:80'));
print((await nsloopup('localhost', 'http')).includes('127.0.0.1:80'));
print((await nslookup('127.0.0.1', 443)).join());
try {
  nslookup('localhost', '80')[0];
} catch (error) {
  print(error.message.includes('await nslookup'));
}
