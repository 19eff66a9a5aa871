// Node's `console`: the global one. Its methods need no receiver.
export const { console } = globalThis;
export default console;
