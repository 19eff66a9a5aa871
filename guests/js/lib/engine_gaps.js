// What the engine lacks and code written for Node counts on. Evaluated before everything else.

// ECMAScript's explicit resource management: Node defines the symbols as well where the language does not.
for (const name of ['dispose', 'asyncDispose']) {
  if (Symbol[name] === undefined) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
}

// Without threads there are no atomics, but node-inspect-extracted makes a list of their functions when it is loaded.
const hasAtomics = globalThis.Atomics !== undefined;
if (!hasAtomics) globalThis.Atomics = {};

/** Takes back what was only there for packages to be loaded. */
export function removeScaffolding() {
  if (!hasAtomics) delete globalThis.Atomics;
}
