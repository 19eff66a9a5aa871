import { EventEmitter } from 'events';
import { EventEmitter as Same } from 'node:events';
import util from 'util';
import * as names from 'node:util';
print(EventEmitter === Same, util.inspect === names.inspect, names.default === util);
const { builtinModules, isBuiltin } = await import('node:module');
print(builtinModules.includes('http'), isBuiltin('node:http'), isBuiltin('no-such'));
