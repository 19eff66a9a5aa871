// Node's `crypto`: hashes, HMAC, AES, derived keys, randomness. What needs RSA or elliptic curves is not there.
import { unsupported } from '../error.js';
import { crypto as webcrypto } from '../web/crypto.js';
import { Cipheriv, Decipheriv, createCipheriv, createDecipheriv, getCipherInfo, getCiphers } from './crypto/cipher.js';
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './crypto/derive.js';
import { Hash, Hmac, createHash, createHmac, getHashes, hash } from './crypto/hash.js';
import { KeyObject, createSecretKey, generateKeySync } from './crypto/key.js';
import { randomBytes, randomFill, randomFillSync, randomInt, randomUUID, timingSafeEqual } from './crypto/random.js';

const INSTEAD = 'use HMAC, AES or a service outside the sandbox';

/** A function that is in Node's module and cannot be honoured. */
function missing(name) {
  const throws = () => {
    throw unsupported(`crypto.${name}`, INSTEAD);
  };
  Object.defineProperty(throws, 'name', { value: name });
  return throws;
}

export const createDiffieHellman = missing('createDiffieHellman');
export const createECDH = missing('createECDH');
export const createPrivateKey = missing('createPrivateKey');
export const createPublicKey = missing('createPublicKey');
export const createSign = missing('createSign');
export const createVerify = missing('createVerify');
export const generateKeyPair = missing('generateKeyPair');
export const generateKeyPairSync = missing('generateKeyPairSync');
export const privateDecrypt = missing('privateDecrypt');
export const privateEncrypt = missing('privateEncrypt');
export const publicDecrypt = missing('publicDecrypt');
export const publicEncrypt = missing('publicEncrypt');
export const sign = missing('sign');
export const verify = missing('verify');

export const { subtle } = webcrypto;
export const getRandomValues = (array) => webcrypto.getRandomValues(array);
export const getCurves = () => [];
export const getFips = () => 0;
export const constants = Object.freeze({});

export {
  Cipheriv,
  Decipheriv,
  Hash,
  Hmac,
  KeyObject,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  generateKeySync,
  getCipherInfo,
  getCiphers,
  getHashes,
  hash,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  timingSafeEqual,
  webcrypto,
};

export default {
  Cipheriv,
  Decipheriv,
  Hash,
  Hmac,
  KeyObject,
  constants,
  createCipheriv,
  createDecipheriv,
  createDiffieHellman,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  createSign,
  createVerify,
  generateKeyPair,
  generateKeyPairSync,
  generateKeySync,
  getCipherInfo,
  getCiphers,
  getCurves,
  getFips,
  getHashes,
  getRandomValues,
  hash,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  sign,
  subtle,
  timingSafeEqual,
  verify,
  webcrypto,
};
