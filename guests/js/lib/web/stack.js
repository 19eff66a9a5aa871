/**
 * The `stack` of errors as V8 writes it: a line with name and message, then a line a frame. The engine by itself writes the
 * frames only. The library's own frames are left out, so that the first one is the script's.
 */

const LIBRARY = 'strait:lib';

// An accessor of the engine's: assigning is what makes it take effect.
Error.prepareStackTrace = prepareStackTrace;

function prepareStackTrace(error, sites) {
  const own = sites.filter((site) => site.getFileName() !== LIBRARY && !site.isNative());
  const shown = own.length > 0 ? own : sites;
  let stack = header(error);
  for (const site of shown) stack += `\n    at ${describe(site)}`;
  return stack;
}

/** ECMA-262 Error.prototype.toString, for whatever has a stack. */
function header(error) {
  try {
    const name = error.name === undefined ? 'Error' : String(error.name);
    const message = error.message === undefined ? '' : String(error.message);
    if (name === '') return message;
    return message === '' ? name : `${name}: ${message}`;
  } catch {
    return 'Error';
  }
}

function describe(site) {
  const file = site.getFileName();
  const name = site.getFunctionName();
  const line = site.getLineNumber();
  const place = line === null || line < 0 ? `${file}` : `${file}:${line}:${site.getColumnNumber()}`;
  if (site.isNative()) return `${name} (native)`;
  return name === null || name === '' || name === '<anonymous>' || name === '<eval>' ? place : `${name} (${place})`;
}
