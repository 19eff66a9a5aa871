export { createWorker, StraitWorker } from './page/strait_worker.js';
export { RuleError } from './shared/policy/policy.js';
