import fs, { accessSync, constants, existsSync, promises, readFile, readFileSync, statSync } from 'node:fs';
import { readFile as readLater } from 'fs/promises';

console.log(existsSync('/etc/passwd'), existsSync(import.meta.filename), constants.R_OK, fs.F_OK);
for (const tries of [() => readFileSync('/etc/passwd', 'utf8'), () => statSync('.'), () => accessSync('/tmp'), () => fs.writeFileSync('/tmp/a', ''), () => fs.createReadStream('a')]) {
  try {
    tries();
  } catch (error) {
    console.log(error.code, error.errno, error.syscall, error.path);
  }
}
console.log(statSync('/nowhere', { throwIfNoEntry: false }));
readFile('.pgpass', (error) => console.log('callback', error.code));
await new Promise((resolve) => fs.stat(new URL('file:///home/a'), (error, stats) => resolve(console.log(error.code, error.path, stats))));
await promises.readFile('x').catch((error) => console.log(error.message));
await readLater('y').catch((error) => console.log(error.code, error instanceof Error));
fs.exists('x', (exists) => console.log(exists));
