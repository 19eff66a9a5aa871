/**
 * Gives the objects of a prototype a property that is computed when it is first read and an ordinary one from then on.
 * @param {object} prototype
 * @param {string} name
 * @param {(object: any) => unknown} compute
 */
export function defineLazy(prototype, name, compute) {
  const store = (object, value) => {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
    return value;
  };
  Object.defineProperty(prototype, name, {
    configurable: true,
    get() {
      return this === prototype ? undefined : store(this, compute(this));
    },
    set(value) {
      store(this, value);
    },
  });
}
