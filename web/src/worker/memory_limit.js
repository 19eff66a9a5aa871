// A limit for a guest's memory: a maximum written into its module, since WebAssembly asks nobody before memory grows.
// https://webassembly.github.io/spec/core/binary/modules.html

const HEADER_BYTES = 8;
const MEMORY_SECTION = 5;
const PAGE_BYTES = 65536;

/**
 * @param {Uint8Array} module with one memory of its own
 * @param {number} bytes
 * @returns {Uint8Array} the same module, whose memory can have no more bytes
 * @throws {RangeError} the module itself needs more
 */
export function limitMemory(module, bytes) {
  const pages = Math.min(Math.floor(bytes / PAGE_BYTES), 65536);
  let at = HEADER_BYTES;
  while (at < module.length) {
    const length = readNumber(module, at + 1);
    const end = length.end + length.value;
    if (module[at] === MEMORY_SECTION) return withMaximum(module, at, length.end, end, pages);
    at = end;
  }
  throw new TypeError('the guest has no memory of its own');
}

function withMaximum(module, start, content, end, pages) {
  // A count of memories, then flags, then the least number of pages.
  const flags = content + 1;
  const least = readNumber(module, flags + 1);
  if (least.value > pages) {
    const needed = Math.ceil((least.value * PAGE_BYTES) / 2 ** 20);
    throw new RangeError(`memory: the guest itself needs ${needed} MiB, more than the limit`);
  }
  const memory = [1, 1, ...writeNumber(least.value), ...writeNumber(pages)];
  const section = [MEMORY_SECTION, ...writeNumber(memory.length), ...memory];
  const limited = new Uint8Array(start + section.length + module.length - end);
  limited.set(module.subarray(0, start));
  limited.set(section, start);
  limited.set(module.subarray(end), start + section.length);
  return limited;
}

/** LEB128, unsigned. */
function readNumber(bytes, start) {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}

function writeNumber(value) {
  const bytes = [];
  let left = value;
  do {
    bytes.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left >>>= 7;
  } while (left > 0);
  return bytes;
}
