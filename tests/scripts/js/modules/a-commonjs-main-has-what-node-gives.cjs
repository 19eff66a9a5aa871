const counter = require('./parts/counter.cjs');
counter.count += 1;
print(require('./parts/counter.cjs').count, require.main === module, typeof module.exports, this === module.exports);
print(__filename.split('/').pop(), module.id, module.loaded);
print(typeof require.resolve('./parts/counter.cjs'), Object.keys(require.cache).length);
print(require('node:path') === require('path'), require('./parts/settings.json').name);
print(arguments.length, require('events') === require('events').EventEmitter);
