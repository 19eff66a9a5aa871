// flags: --allow-net
import { lookup, promises, resolve4, resolveMx } from 'node:dns';

lookup('no-such-host.invalid', ({ code, errno, syscall, hostname }) => {
  console.log(code, errno, syscall, hostname);
  resolve4('no-such-host.invalid', (error) => {
    console.log(error.code, error.syscall, error.hostname);
    promises.lookup('no-such-host.invalid').catch((rejected) => {
      console.log(rejected.code);
      promises.resolveMx('a.test').catch(({ message }) => console.log(message));
    });
  });
});
try {
  resolveMx('a.test', () => {});
} catch (error) {
  console.log(error.code);
}
for (const wrong of [() => lookup(5, () => {}), () => lookup('a'), () => lookup('a', 5, () => {})]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code);
  }
}
