const first = require('./parts/cycle-a.cjs');
print(first.early, first.late);
