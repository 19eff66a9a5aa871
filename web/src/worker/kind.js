import { ModuleKind } from '../shared/abi.js';

const BY_EXTENSION = {
  mjs: ModuleKind.module,
  cjs: ModuleKind.commonJs,
  json: ModuleKind.json,
  py: ModuleKind.python,
};

/** https://tc39.es/ecma262/#prod-ModuleItem, as far as a look tells. */
const MODULE_SYNTAX = /^\s*(?:import\b(?!\s*\()|export\b)|\bimport\.meta\b|^(?:(?!\/\/).)*\bawait\b/m;
const COMMON_JS = /\brequire\s*\(|\bmodule\.exports\b|\bexports\.[\w$]+\s*=|\b__(?:dirname|filename)\b/;

/**
 * What the text of a script is, by the name of its file. A `.js` file is an ECMAScript module, unless it has nothing that only
 * those have and something that only CommonJS has.
 *
 * @returns {number | undefined} nothing for a name that no script has
 */
export function kindOf(name, source) {
  const extension = /\.(\w+)$/.exec(name)?.[1] ?? 'js';
  if (extension !== 'js') return BY_EXTENSION[extension];
  return !MODULE_SYNTAX.test(source) && COMMON_JS.test(source) ? ModuleKind.commonJs : ModuleKind.module;
}
