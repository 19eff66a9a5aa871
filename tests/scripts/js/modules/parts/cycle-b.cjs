const first = require('./cycle-a.cjs');
exports.saw = `${first.early} ${first.late}`;
