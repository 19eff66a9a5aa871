exports.early = true;
const other = require('./cycle-b.cjs');
exports.late = other.saw;
