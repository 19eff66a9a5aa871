// Node's `assert`, by the npm package, which is Node's own implementation.
import { unsupported } from '../error.js';
import assert from '../../node_modules/assert/build/assert.js';

// Deprecated in Node.
export class CallTracker {
  constructor() {
    throw unsupported('assert.CallTracker', 'count the calls in a function of your own');
  }
}
assert.CallTracker = CallTracker;
assert.strict.CallTracker = CallTracker;

export const {
  AssertionError,
  deepEqual,
  deepStrictEqual,
  doesNotMatch,
  doesNotReject,
  doesNotThrow,
  equal,
  fail,
  ifError,
  match,
  notDeepEqual,
  notDeepStrictEqual,
  notEqual,
  notStrictEqual,
  ok,
  rejects,
  strict,
  strictEqual,
  throws,
} = assert;
export default assert;
