import { ModuleStore } from '../shared/module_store.js';

/**
 * Where modules are kept from one page to the next. Where that cannot be, they are kept in memory, and the console says why.
 *
 * @param {import('../index.js').WorkerOptions} options
 * @returns {Promise<ModuleStore | undefined>} nothing if it cannot be, or is not wanted
 */
export async function openCache({ integrity = true, version }) {
  if (typeof integrity !== 'boolean') throw new TypeError(`integrity: \`${integrity}\` is neither true nor false`);
  if (!integrity) return undefined;
  try {
    const store = await ModuleStore.open();
    if (version !== undefined && version !== null) await store.useVersion(`${version}`);
    return store;
  } catch (error) {
    console.warn(`strait: modules are not kept from one page to the next: ${error.message}`);
    return undefined;
  }
}
