// Modules that were fetched, kept from one page to the next: their bytes by SHA-256, and a lockfile of which address had which.
import { sha256 } from './sha256.js';

const NAME = 'strait-modules';
/** What one origin keeps: scripts may import as many addresses as they can think of. */
const MOST_MODULES = 4096;
const MOST_BYTES = 256 * 1024 * 1024;
/** A browser that has not opened its database by then does not do so. */
const OPEN_MILLISECONDS = 10_000;

/**
 * What is known of a module: the digest that its address is locked to, where redirects led, and its bytes, unless the browser
 * has lost them.
 *
 * @typedef {{ digest: string, end: string, bytes?: Uint8Array }} Kept
 */

export class ModuleStore {
  #database;

  /** @param {IDBDatabase} database */
  constructor(database) {
    this.#database = database;
    // Whoever deletes the database does not have to wait; here it is as if nothing were kept.
    database.onversionchange = () => database.close();
  }

  /**
   * @param {string} [version] what was kept under another one is forgotten
   * @returns {Promise<ModuleStore>}
   * @throws {Error} there is no IndexedDB for this page, and why
   */
  static async open(version) {
    if (globalThis.indexedDB === undefined) throw new Error('there is no IndexedDB');
    if (globalThis.crypto?.subtle === undefined) throw new Error('only pages of a secure context can compute digests');
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const name of ['blobs', 'lock', 'about']) request.result.createObjectStore(name);
    };
    const store = new ModuleStore(await Promise.race([done(request), tooLate(request)]));
    if (version !== undefined) await store.#useVersion(version);
    return store;
  }

  async #useVersion(version) {
    const { about } = this.#stores('readonly');
    if ((await done(about.get('version'))) !== version) await this.clear(version);
  }

  /** @param {string} address with the pin, if it has one @returns {Promise<Kept | undefined>} */
  async find(address) {
    const { blobs, lock } = this.#stores('readonly');
    const entry = await done(lock.get(address));
    if (entry === undefined) return undefined;
    const bytes = await done(blobs.get(entry.digest));
    const isIntact = bytes !== undefined && (await sha256(bytes)) === entry.digest;
    return { ...entry, bytes: isIntact ? bytes : undefined };
  }

  /**
   * Locks an address to what was fetched from it, unless it is locked already or there is no room.
   *
   * @param {string} address
   * @param {Required<Kept>} kept
   * @returns {Promise<string>} the digest that it is locked to
   */
  async keep(address, { digest, end, bytes }) {
    const { blobs, lock, about } = this.#stores('readwrite');
    const locked = await done(lock.get(address));
    if (locked !== undefined && locked.digest !== digest) return locked.digest;
    const isKnown = (await done(blobs.getKey(digest))) !== undefined;
    const total = ((await done(about.get('bytes'))) ?? 0) + (isKnown ? 0 : bytes.length);
    if ((locked === undefined && (await done(lock.count())) >= MOST_MODULES) || total > MOST_BYTES) return digest;
    blobs.put(bytes, digest);
    lock.put({ digest, end }, address);
    about.put(total, 'bytes');
    await committed(lock.transaction);
    return digest;
  }

  /** Forgets everything. @param {string} [version] that what follows is kept under; the one that it was unless given */
  async clear(version) {
    const { blobs, lock, about } = this.#stores('readwrite');
    blobs.clear();
    lock.clear();
    about.delete('bytes');
    if (version !== undefined) about.put(version, 'version');
    await committed(lock.transaction);
  }

  close() {
    this.#database.close();
  }

  #stores(mode) {
    const transaction = this.#database.transaction(['blobs', 'lock', 'about'], mode);
    const [blobs, lock, about] = ['blobs', 'lock', 'about'].map((name) => transaction.objectStore(name));
    return { blobs, lock, about };
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function committed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was given up'));
  });
}

function tooLate(request) {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => {
      request.addEventListener('success', () => request.result.close());
      reject(new Error(`IndexedDB did not open within ${OPEN_MILLISECONDS / 1000} s`));
    }, OPEN_MILLISECONDS);
    for (const type of ['success', 'error']) request.addEventListener(type, () => clearTimeout(timer));
  });
}
