import process from 'node:process';
print(process === globalThis.process, typeof process.version, process.version.startsWith('v20.'), typeof process.platform);
print(process.argv.length, Array.isArray(process.execArgv), typeof process.pid, typeof process.cwd());
const begun = process.hrtime.bigint();
print(process.hrtime.bigint() >= begun, process.hrtime([0, 0]).length, process.uptime() >= 0);
print(typeof process.stdout.write, process.stdout.isTTY === true, process.stdout.write('written\n'));
process.emitWarning === undefined && print('missing');
process.env.NUMBER = '5';
print(process.env.NUMBER, typeof process.env.NUMBER, 'NUMBER' in process.env, delete process.env.NUMBER, process.env.NUMBER);
