// `packages.json`: where a program's modules are.

/** How many manifests may extend one another. */
const MOST_MANIFESTS = 8;

/**
 * Reads a manifest, and those it extends.
 *
 * @param {string | URL} [address] without one nothing has a name
 * @returns {Promise<{ address?: string, imports: Record<string, string>, host: Record<string, string> }>} names to absolute addresses
 */
export async function readPackages(address) {
  const imports = {};
  const host = {};
  if (address === undefined) return { imports, host };
  const first = new URL(address, globalThis.location?.href);
  let next = first;
  for (let count = 0; next !== undefined; count++) {
    if (count === MOST_MANIFESTS) throw new Error(`more than ${MOST_MANIFESTS} manifests extend one another`);
    const manifest = await readManifest(next);
    const base = next;
    // The nearest manifest decides.
    collect(imports, manifest.imports, base, 'imports');
    collect(host, manifest.host ?? manifest.system, base, 'host');
    next = manifest.extends === undefined ? undefined : extended(manifest.extends, base);
  }
  return { address: first.href, imports, host };
}

async function readManifest(url) {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`cannot read ${url}: the server answered with status ${response.status}`);
  const manifest = await response.json().catch((error) => {
    throw new Error(`${url} is not JSON: ${error.message}`);
  });
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) throw new TypeError(`${url} is not an object`);
  return manifest;
}

function collect(target, entries, base, section) {
  if (entries === undefined) return;
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) throw new TypeError(`${base}: \`${section}\` is not an object`);
  for (const [name, address] of Object.entries(entries)) {
    if (typeof address !== 'string') throw new TypeError(`${base}: \`${section}.${name}\` is not a text`);
    if (!URL.canParse(address, base)) throw new TypeError(`${base}: \`${section}.${name}\` is no address: ${address}`);
    if (!Object.hasOwn(target, name)) target[name] = new URL(address, base).href;
  }
}

/** A folder, or a manifest by its name. */
function extended(address, base) {
  if (typeof address !== 'string') throw new TypeError(`${base}: \`extends\` is not a text`);
  const url = new URL(address.endsWith('.json') ? address : `${address.replace(/\/?$/, '/')}packages.json`, base);
  return url;
}
