// flags: --allow-net
import { lookup, promises, resolve4 } from 'node:dns';

lookup('no-such-host.invalid', ({ code, errno, syscall, hostname }) => {
  console.log(code, errno, syscall, hostname);
  resolve4('no-such-host.invalid', (error) => {
    console.log(error.code, error.syscall, error.hostname);
    promises.lookup('no-such-host.invalid').catch((rejected) => {
      console.log(rejected.code);
    });
  });
});
