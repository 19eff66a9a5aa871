import { createRequire } from 'node:module';
import value from 'two-kinds';
const require = createRequire(import.meta.url);
print(value, require('two-kinds'));
print((await import('two-kinds/extra')).extra, require('two-kinds/features/one').feature);
