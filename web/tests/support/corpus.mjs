// The corpora beside the checkout, ../shared/corpora/edge-python.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env.CORPORA ?? fileURLToPath(new URL('../../../../shared/corpora/edge-python', import.meta.url));

/** Those of the named corpora that HOSTCAP leaves; the cases of one that is not there are `undefined`. */
export function corpus(names) {
  const only = process.env.HOSTCAP ?? '';
  return names
    .filter((name) => name.includes(only))
    .map((name) => {
      const path = `${FOLDER}/${name}.json`;
      if (existsSync(path)) return [name, JSON.parse(readFileSync(path, 'utf8'))];
      console.error(`SKIPPED, the corpus ${name}: there is no ${path}`);
      return [name, undefined];
    });
}
