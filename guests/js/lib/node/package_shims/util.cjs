'use strict';
// `util` for bundled packages. Its parts are fetched when they are asked for, because `util` itself uses the package
// `assert`, which in turn wants `types`.
module.exports = {
  get inspect() {
    return require('../../web/inspect.js').inspect;
  },
  get types() {
    return require('../util_types.js').default;
  },
};
