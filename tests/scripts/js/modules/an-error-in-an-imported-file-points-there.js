// exit: 1
// stderr: RangeError: while loading
// stderr: throws.js:2
import './parts/throws.js';
print('never');
