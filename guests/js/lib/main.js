// Entry of the library: puts the globals in place, gathers the built-in modules and gives the native half its hooks.
import './install_globals.js';
import { makeError } from './error.js';
import { modules } from './modules.js';
import { native } from './native.js';
import { atExit, beforeExit, uncaught } from './node/process.js';
import { installNodeGlobals } from './node/globals.js';
import { requireFrom, runMainCommonJs } from './require.js';
import { runTicks } from './tick.js';
import { inspect } from './web/inspect.js';

installNodeGlobals();

/** What is written about an error that ends the program. */
function formatError(error) {
  if (!(error instanceof Error)) return `Uncaught ${inspect(error)}`;
  const text = inspect(error);
  // The first line of the stack has the name that the error had when it was made; a class may have named it since.
  const made = `Error: ${error.message}`;
  const isRenamed = typeof error.name === 'string' && error.name !== 'Error' && text.startsWith(made);
  return isRenamed ? `${error.name}: ${text.slice('Error: '.length)}` : text;
}

native.install({
  atExit,
  beforeExit,
  formatError,
  makeError,
  modules,
  require: requireFrom,
  runMainCommonJs,
  runTicks,
  uncaught,
});
