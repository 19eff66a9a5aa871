// The corpora beside the checkout, ../shared/corpora/edge-python.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env.CORPORA ?? fileURLToPath(new URL('../../../../shared/corpora/edge-python', import.meta.url));

/** Every corpus, in the order they run. */
export const CORPORA = ['network', 'js-builtins-network', 'std-math', 'std-json', 'vm'];

/** What the cases of these corpora have; a case with anything else has to be understood first. */
const FIELDS = new Set(['case', 'src', 'output', 'error', 'input', 'events', 'interactive_events', 'cpython_agrees']);

/** Whether HOSTCAP leaves a corpus, or whatever else has such a name. */
export const isWanted = (name) => name.includes(process.env.HOSTCAP ?? '');

/**
 * What a case is: its number in the corpus, its script, the lines that it prints, a part of the error that it ends with, and what it
 * gets to read: lines of standard input, events that are there before it begins, and events that come one at a time, each when it
 * waits for one.
 *
 * @typedef {{ number: number, source: string, output: string[], error?: string, input: string[], events: string[], interactiveEvents: string[] }} Case
 */

/** Those of the named corpora that HOSTCAP leaves; the cases of one that is not there are `undefined`. @returns {[string, Case[]?][]} */
export function corpora(names) {
  return names.filter(isWanted).map((name) => {
    const path = `${FOLDER}/${name}.json`;
    if (existsSync(path)) return [name, JSON.parse(readFileSync(path, 'utf8')).map(caseOf)];
    console.error(`SKIPPED, the corpus ${name}: there is no ${path}`);
    return [name, undefined];
  });
}

function caseOf(raw, index) {
  const unknown = Object.keys(raw).find((field) => !FIELDS.has(field));
  if (unknown !== undefined) throw new Error(`case ${raw.case ?? index} has the field \`${unknown}\`, which this runner does not know`);
  const { case: number = index, src: source, output = [], error, input = [], events = [], interactive_events: interactiveEvents = [] } = raw;
  return { number, source, output, error, input, events, interactiveEvents };
}

/** Why a run is not what its case says; nothing if it is. An uncaught error ends a program with exit code 1. */
export function objection({ output, error }, { printed, out, exitCode }) {
  const expected = output.join('\n');
  const endsRight = error === undefined ? exitCode === 0 && out === '' : exitCode === 1 && out.includes(error);
  if (printed.replace(/\n$/, '') === expected && endsRight) return undefined;
  const end = error === undefined ? '' : `and the error ${JSON.stringify(error)}\n`;
  return `printed:\n${printed}\nexpected:\n${expected}\n${end}it ended with ${exitCode}: ${out}`;
}
