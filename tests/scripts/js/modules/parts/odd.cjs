exports.kind = 'commonjs';
exports.here = __filename.split('/').slice(-2).join('/') + ' ' + __dirname.split('/').pop();
exports.outer = typeof this;
module.exports.isMain = require.main === module;
