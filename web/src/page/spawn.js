const WORKER_URL = new URL('../worker/main.js', import.meta.url);

/**
 * Starts the worker's thread. A page may have the package from another origin, whose scripts no worker may be started from:
 * then the worker is a line of the page's own that imports it.
 *
 * @returns {Worker}
 */
export function spawn() {
  if (WORKER_URL.origin === globalThis.location?.origin) return new Worker(WORKER_URL, { type: 'module', name: 'strait' });
  const line = new Blob([`import ${JSON.stringify(WORKER_URL.href)};`], { type: 'text/javascript' });
  const address = URL.createObjectURL(line);
  const worker = new Worker(address, { type: 'module', name: 'strait' });
  // The worker has read it by the time of its first message, or failed.
  const release = () => URL.revokeObjectURL(address);
  worker.addEventListener('message', release, { once: true });
  worker.addEventListener('error', release, { once: true });
  return worker;
}
