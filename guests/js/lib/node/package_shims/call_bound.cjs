'use strict';
// What `assert` asks of call-bind: "Class.prototype.method" as a function of its receiver.
module.exports = function callBound(path) {
  const method = path.split('.').reduce((object, key) => object[key], globalThis);
  return (receiver, ...args) => method.apply(receiver, args);
};
