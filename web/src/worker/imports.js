// Which modules a source names. The answer may hold too much (what looks like an import in a comment or a string), never too
// little, but for names that are computed while the program runs.

const JAVASCRIPT = [
  /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([^'"\n]+)\1/g,
  /\bimport\s*(['"])([^'"\n]+)\1/g,
  /\b(?:import|require)\s*\(\s*(['"`])([^'"`\n$]+)\1/g,
];

const PYTHON = [
  /^[ \t]*from\s+()([\w.]+)\s+import\b/gm,
  /^[ \t]*from\s+(['"])([^'"\n]+)\1\s+import\b/gm,
];
const PYTHON_IMPORT = /^[ \t]*import[ \t]+([^#\n]+)/gm;
const PYTHON_RELATIVE = /^[ \t]*from\s+(\.+)\s+import\s+\(?([^)#\n]+)/gm;

/** @param {string} source @param {'javascript' | 'python'} language @returns {Set<string>} */
export function importsOf(source, language) {
  const found = new Set();
  for (const pattern of language === 'python' ? PYTHON : JAVASCRIPT) {
    for (const match of source.matchAll(pattern)) found.add(match[2]);
  }
  if (language !== 'python') return found;
  for (const [, names] of source.matchAll(PYTHON_IMPORT)) {
    for (const name of names.split(',')) found.add(name.trim().split(/\s/)[0]);
  }
  // `from . import a, b`: each may be a module.
  for (const [, dots, names] of source.matchAll(PYTHON_RELATIVE)) {
    for (const name of names.split(',')) found.add(`${dots}${name.trim().split(/\s/)[0]}`);
  }
  found.delete('');
  return found;
}
