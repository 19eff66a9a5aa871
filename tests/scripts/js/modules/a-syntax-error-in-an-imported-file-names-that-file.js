// exit: 1
// stderr: SyntaxError
// stderr: broken.js:2
import { fine } from './parts/broken.js';
print('never', fine);
