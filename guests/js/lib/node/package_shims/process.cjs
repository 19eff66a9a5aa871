'use strict';
// `process` for bundled packages: they are loaded while this library's own `process` is still being put together.
const { nextTick } = require('../../tick.js');

module.exports = {
  nextTick,
  env: {},
  get stdout() {
    return globalThis.process.stdout;
  },
  get stderr() {
    return globalThis.process.stderr;
  },
  emitWarning(...args) {
    globalThis.process.emitWarning(...args);
  },
};
