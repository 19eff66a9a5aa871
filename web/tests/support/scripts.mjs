// The corpus under tests/scripts, as crates/strait/tests/scripts.rs reads it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SCRIPTS = fileURLToPath(new URL('../../../tests/scripts/', import.meta.url));
const COMMENTS = { js: '// ', py: '# ' };

/** @returns {{ name: string, language: string, file: string, folder: string, source: string, output: string, header: object }[]} */
export function cases() {
  const found = [];
  for (const [folder, language] of [['js', 'javascript'], ['python', 'python']]) {
    const root = join(SCRIPTS, folder);
    if (!existsSync(root)) continue;
    for (const path of readdirSync(root, { recursive: true })) {
      const match = /^[^/]+\/([^/]+)\.(js|mjs|cjs|py)$/.exec(path);
      const expected = join(root, path.replace(/\.\w+$/, '.out'));
      if (match === null || !existsSync(expected)) continue;
      const source = readFileSync(join(root, path), 'utf8');
      found.push({
        name: `${folder}/${path}`,
        language,
        file: path.split('/').at(-1),
        folder: relative(SCRIPTS, join(root, path, '..')),
        source,
        output: readFileSync(expected, 'utf8'),
        header: headerOf(source, COMMENTS[match[2]] ?? COMMENTS.js),
      });
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function headerOf(source, comment) {
  const header = { flags: [], args: [], exit: 0, stderr: [], server: undefined };
  for (const line of source.split('\n')) {
    if (!line.startsWith(comment)) break;
    const match = /^(\w+): (.*)$/.exec(line.slice(comment.length));
    if (match === null) continue;
    const [, key, value] = match;
    if (key === 'flags') header.flags = value.trim().split(/\s+/);
    else if (key === 'args') header.args = value.trim().split(/\s+/);
    else if (key === 'exit') header.exit = Number(value);
    else if (key === 'stderr') header.stderr.push(value.trim());
    else if (key === 'server') header.server = value.trim();
  }
  return header;
}

/** Flags as options of `run`; nothing for those of a server's role, or of the server's machine. */
export function optionsOf({ flags }) {
  const options = { allowNet: false, environment: {} };
  const values = [...flags];
  while (values.length > 0) {
    const [flag, ...rest] = values.shift().split('=');
    const value = () => (rest.length > 0 ? rest.join('=') : values.shift());
    if (flag === '--allow-net') options.allowNet = rest.length > 0 ? value() : true;
    else if (flag === '--memory') options.memory = value();
    else if (flag === '--cpu-time') options.cpuTime = value();
    else if (flag === '--timeout') options.timeout = value();
    else if (flag === '--env') {
      const [name, ...text] = value().split('=');
      options.environment[name] = text.join('=');
    } else return undefined;
  }
  return options;
}

/** What the command line tells about its flags, a page is told about its options. */
export function forPage(text) {
  return text
    .replace(/run again with --allow-net=([\w.:[\]*-]+)/g, "allow it with allowNet: '$1'")
    .replace(/--allow-net=([\w.:[\]*-]+)/g, "allowNet: '$1'")
    .replace(/--(memory|cpu-time|timeout)/g, (_, flag) => flag.replace(/-./g, ([, letter]) => letter.toUpperCase()));
}
