/** https://w3c.github.io/webcrypto/#cryptokey-interface */
import { expose, inspectAs, requireInternal } from './webidl.js';

/** The bytes of a CryptoKey. */
export let keyMaterial;

export class CryptoKey {
  #type = 'secret';
  #extractable;
  #algorithm;
  #usages;
  #bytes;

  /** @param {symbol} token @param {Uint8Array} bytes @param {object} algorithm @param {boolean} extractable @param {string[]} usages */
  constructor(token, bytes, algorithm, extractable, usages) {
    requireInternal(token);
    this.#bytes = bytes;
    this.#algorithm = algorithm;
    this.#extractable = extractable;
    this.#usages = usages;
  }

  get type() {
    return this.#type;
  }

  get extractable() {
    return this.#extractable;
  }

  get algorithm() {
    return this.#algorithm;
  }

  get usages() {
    return this.#usages;
  }

  static {
    keyMaterial = (key) => key.#bytes;
  }
}
expose(CryptoKey);
inspectAs(CryptoKey, ['type', 'extractable', 'algorithm', 'usages']);
