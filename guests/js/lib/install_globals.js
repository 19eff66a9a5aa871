// Evaluated before every module that uses a global, bundled packages included.
import { removeScaffolding } from './engine_gaps.js';
import { installGlobals } from './globals.js';

removeScaffolding();
installGlobals();
