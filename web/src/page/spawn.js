const WORKER_URL = new URL('../worker/main.js', import.meta.url);

/**
 * Starts the worker's thread. A page may have the package from another origin, whose scripts no worker may be started from, or
 * may have no origin itself, in a sandboxed frame: then the worker is a line of the page's own that imports it.
 *
 * @returns {{ worker: Worker, release: () => void }} `release` frees what else was needed; to be called when the worker has ended
 */
export function spawn() {
  const options = /** @type {const} */ ({ type: 'module', name: 'strait' });
  const nothing = () => {};
  if (WORKER_URL.origin === globalThis.origin) return { worker: new Worker(WORKER_URL, options), release: nothing };
  const line = `import ${JSON.stringify(WORKER_URL.href)};`;
  // A page without an origin has no use of a blob's address.
  if (globalThis.origin === 'null') return { worker: new Worker(`data:text/javascript,${encodeURIComponent(line)}`, options), release: nothing };
  const address = URL.createObjectURL(new Blob([line], { type: 'text/javascript' }));
  const worker = new Worker(address, options);
  const release = () => URL.revokeObjectURL(address);
  // It has read the line by the time of its first message.
  worker.addEventListener('message', release, { once: true });
  return { worker, release };
}
