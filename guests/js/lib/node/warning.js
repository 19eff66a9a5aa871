import { native } from '../native.js';
import { nextTick } from '../tick.js';

const seenDeprecations = new Set();

/**
 * process.emitWarning: emits 'warning' on `process` in a later tick and writes the warning to standard error.
 * A deprecation is reported once per code.
 */
export function emitWarning(warning, typeOrOptions, code) {
  let type = typeOrOptions;
  let detail;
  if (type !== null && typeof type === 'object') ({ type, code, detail } = type);
  const error = warning instanceof Error ? warning : new Error(String(warning));
  if (!(warning instanceof Error)) error.name = typeof type === 'string' ? type : 'Warning';
  if (typeof code === 'string') error.code = code;
  if (typeof detail === 'string') error.detail = detail;
  if (error.name === 'DeprecationWarning') {
    const key = error.code ?? error.message;
    if (seenDeprecations.has(key) || globalThis.process?.noDeprecation) return;
    seenDeprecations.add(key);
    if (globalThis.process?.throwDeprecation) throw error;
  }
  nextTick(report, error);
}

function report(error) {
  globalThis.process?.emit?.('warning', error);
  const tag = error.code === undefined ? '' : `[${error.code}] `;
  const detail = error.detail === undefined ? '' : `${error.detail}\n`;
  native.write(2, `(strait) ${tag}${error.name}: ${error.message}\n${detail}`);
}
