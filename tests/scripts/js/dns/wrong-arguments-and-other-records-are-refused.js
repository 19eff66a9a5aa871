// flags: --allow-net
import { lookup, promises, resolveMx } from 'node:dns';

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
promises.resolveMx('a.test').catch(({ message }) => console.log(message));
