// Which modules a source names. The answer may hold too much (what looks like an import in a comment or a string), never too
// little, but for names that are computed while the program runs.

const JAVASCRIPT = [
  /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([^'"\n]+)\1/g,
  /\bimport\s*(['"])([^'"\n]+)\1/g,
  /\b(?:import|import\.meta\.resolve|require)\s*\(\s*(['"`])([^'"`\n$]+)\1/g,
];

/** Statements begin a line, or come behind the `:` or `;` of another. */
const FROM = /(?:^|[;:])[ \t]*from\s+(?:([\p{ID_Continue}.]+)|(['"])([^'"\n]+)\2)\s*import\b\s*(?:\(([^)]*)\)|([^#\n;]*))/gmu;
const IMPORT = /(?:^|[;:])[ \t]*import[ \t]+([^#\n;]+)/gm;
const ITEM = /^([\p{ID_Continue}.]+|\*)(?:\s+as\s+\p{ID_Continue}+)?$/u;
const CALL = /\b(?:__import__|import_module)\s*\(\s*(['"])([^'"\n]+)\1(?:\s*,\s*(?:package\s*=\s*)?(['"])([^'"\n]+)\3)?/g;
const ALL = /^__all__\s*\+?=\s*[[(]([^\])]*)[\])]/gm;

/** @param {string} source @returns {string[]} specifiers */
export function javascriptImportsOf(source) {
  const found = new Set();
  for (const pattern of JAVASCRIPT) {
    for (const match of source.matchAll(pattern)) found.add(match[2]);
  }
  return [...found];
}

/**
 * @param {string} source
 * @returns {{ module: string, names: string[] }[]} names with their dots, paths or URLs, and what is imported from each
 */
export function pythonImportsOf(source) {
  const found = [];
  const text = source.replace(/\\\r?\n/g, ' ');
  for (const [, module, , address, inside, bare] of text.matchAll(FROM)) {
    found.push({ module: module ?? address, names: items(inside ?? bare) });
  }
  for (const [, modules] of text.matchAll(IMPORT)) {
    for (const module of items(modules)) found.push({ module, names: [] });
  }
  for (const [, , name, , parent] of text.matchAll(CALL)) {
    const isInParent = parent !== undefined && /^\.[^./]/.test(name);
    found.push({ module: isInParent ? parent + name : name, names: [] });
  }
  return found;
}

/** What a Python source lists in `__all__`. */
export function pythonNamesOf(source) {
  return [...source.matchAll(ALL)].flatMap(([, list]) => [...list.matchAll(/(['"])(\w+)\1/g)].map(([, , name]) => name));
}

function items(list) {
  const parts = list.replace(/#.*/g, '').split(',');
  return parts.map((item) => ITEM.exec(item.trim())?.[1]).filter((name) => name !== undefined);
}
