import { parseArgs } from 'node:util';
const { values, positionals } = parseArgs({
  args: ['-v', '--name', 'x', '--level=3', 'file', '--', '--raw'],
  options: { verbose: { type: 'boolean', short: 'v' }, name: { type: 'string' }, level: { type: 'string', default: '1' } },
  allowPositionals: true,
});
print(JSON.stringify(values), positionals.join());
try {
  parseArgs({ args: ['--unknown'], options: {} });
} catch (error) {
  print(error.code);
}
