// Sizes and times as options have them: numbers, or texts as the flags of the command line.

const SIZE_UNITS = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };
const TIME_UNITS = { ms: 1, '': 1000, s: 1000, m: 60_000, h: 3_600_000 };

/** @param {number | string} size bytes, or a text such as `64M` */
export function byteCount(size, option) {
  const match = typeof size === 'string' ? /^(\d+(?:\.\d+)?)([KMG]?)$/.exec(size) : null;
  const bytes = match === null ? size : Number(match[1]) * SIZE_UNITS[match[2]];
  if (Number.isFinite(bytes) && bytes >= 1) return Math.floor(bytes);
  throw new TypeError(`${option}: \`${size}\` is not a size; write bytes, or a text such as '64M'`);
}

/** @param {number | string} time milliseconds, or a text such as `10s` or `200ms` */
export function milliseconds(time, option) {
  const match = typeof time === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m|h|)$/.exec(time) : null;
  const result = match === null ? time : Number(match[1]) * TIME_UNITS[match[2]];
  if (Number.isFinite(result) && result > 0) return result;
  throw new TypeError(`${option}: \`${time}\` is not a time; write milliseconds, or a text such as '10s'`);
}
