// exit: 1
// stderr: ./parts/absent.js
// stderr: a-missing-module-is-named-with-its-importer.js
import './parts/absent.js';
print('never');
