// What a script gets when it imports a host module: a few lines in its own language that call the host.
import { ModuleKind } from '../shared/abi.js';

const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/**
 * @param {'python' | 'javascript'} language
 * @param {string} module
 * @param {string[]} functions
 * @returns {{ name: string, kind: number, source: string }}
 */
export function hostStub(language, module, functions) {
  const names = functions.filter((name) => IDENTIFIER.test(name));
  return language === 'python' ? pythonStub(module, names) : javascriptStub(module, names);
}

/** Whether a module of this name is one of the host's. */
export function isHostStub(name) {
  return /^(host:|<host module )/.test(name);
}

function pythonStub(module, functions) {
  const names = functions.filter((name) => !name.includes('$'));
  const source = [
    'from _host_module import function as _function',
    `__all__ = [${names.map(pythonText).join(', ')}]`,
    `globals().update({_name: _function(${pythonText(module)}, _name) for _name in __all__})`,
    '',
  ].join('\n');
  return { name: `<host module ${module}>`, kind: ModuleKind.python, source };
}

function javascriptStub(module, functions) {
  const source = [
    "import { call } from 'strait:host';",
    ...functions.map((name, index) => {
      const declaration = `const f${index} = (...values) => call(${JSON.stringify(module)}, ${JSON.stringify(name)}, ...values);`;
      return `${declaration} export { f${index} as ${name} };`;
    }),
    `export default { ${functions.map((name, index) => `${JSON.stringify(name)}: f${index}`).join(', ')} };`,
    '',
  ];
  // A function of the name `default` is the default export already.
  if (functions.includes('default')) source.splice(-2, 1);
  return { name: `host:${module}`, kind: ModuleKind.module, source: source.join('\n') };
}

/** A text of JSON is one of Python too. */
const pythonText = JSON.stringify;
