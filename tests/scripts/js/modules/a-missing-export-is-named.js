// exit: 1
// stderr: SyntaxError
// stderr: nonsense
import { nonsense } from './parts/twice.js';
print('never', nonsense);
