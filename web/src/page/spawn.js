const WORKER_URL = new URL('../worker/main.js', import.meta.url);

/**
 * Starts the worker's thread. A page may have the package from another origin, whose scripts no worker may be started from, or
 * may have no origin itself, in a sandboxed frame: then the worker is a line of the page's own that imports it.
 *
 * @returns {Worker}
 */
export function spawn() {
  if (WORKER_URL.origin === globalThis.origin) return new Worker(WORKER_URL, { type: 'module', name: 'strait' });
  const line = `import ${JSON.stringify(WORKER_URL.href)};`;
  // A page without an origin has no use of a blob's address.
  if (globalThis.origin === 'null') return new Worker(`data:text/javascript,${encodeURIComponent(line)}`, { type: 'module', name: 'strait' });
  const address = URL.createObjectURL(new Blob([line], { type: 'text/javascript' }));
  const worker = new Worker(address, { type: 'module', name: 'strait' });
  // The worker has read it by the time of its first message, or failed.
  const release = () => URL.revokeObjectURL(address);
  worker.addEventListener('message', release, { once: true });
  worker.addEventListener('error', release, { once: true });
  return worker;
}
