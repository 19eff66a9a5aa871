import assert, { AssertionError } from 'node:assert';
const attempts = {
  ok: () => assert(0, 'zero is not'),
  equal: () => assert.equal(1, 2),
  strictEqual: () => assert.strictEqual(1, '1'),
  deepEqual: () => assert.deepEqual({ a: 1 }, { a: '1' }),
  deepStrictEqual: () => assert.deepStrictEqual({ a: 1 }, { a: '1' }),
  notEqual: () => assert.notEqual(1, 1),
  throws: () => assert.throws(() => {}),
  match: () => assert.match('abc', /x/),
  fail: () => assert.fail('failed'),
  ifError: () => assert.ifError(null),
  throwsRight: () => assert.throws(() => { throw new TypeError('x'); }, { name: 'TypeError', message: 'x' }),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    attempt();
    print(name, 'holds');
  } catch (error) {
    print(name, error.name, error.code, error instanceof AssertionError);
  }
}
await assert.rejects(Promise.reject(new Error('r')), /r/);
await assert.rejects(Promise.resolve()).catch((error) => print(error.message.startsWith('Missing expected')));
