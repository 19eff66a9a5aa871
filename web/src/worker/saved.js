// A saved program as bytes: a head, and the guest's memory without the zeros, which are most of it.
import { decodeValue, encodeValue } from '../shared/cbor.js';

const FORMAT = 'strait-state-2';
const PAGE = 4096;

/** @returns {Promise<Uint8Array>} */
export async function encodeSaved({ memory, ...program }, language) {
  const pages = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    const page = memory.subarray(at, at + PAGE);
    if (page.some((byte) => byte !== 0)) pages.push([at / PAGE, page]);
  }
  const plain = encodeValue({ format: FORMAT, language, program, length: memory.length, pages });
  return through(plain, new CompressionStream('gzip'));
}

/** @param {Uint8Array} state @throws {TypeError} for what is no saved state, or one of another language */
export async function decodeSaved(state, language) {
  let saved;
  try {
    saved = decodeValue(await through(state, new DecompressionStream('gzip')));
  } catch {
    throw new TypeError('this is not a saved state');
  }
  if (saved?.format !== FORMAT) throw new TypeError('this is not a saved state, or one of another version');
  if (saved.language !== language) throw new TypeError(`this is the state of a ${saved.language} program`);
  const memory = new Uint8Array(saved.length);
  for (const [index, page] of saved.pages) memory.set(page, index * PAGE);
  return { ...saved.program, memory };
}

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
