// The demonstration page: an editor, a worker, what it prints.
import { indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { indentUnit } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { oneDark } from '@codemirror/theme-one-dark';
import { keymap } from '@codemirror/view';
import { EditorView, basicSetup } from 'codemirror';
import { examples } from './examples.js';

const packageURL = new URL('/src/index.js', location.href);
const { createWorker } = await import(packageURL.href);

/** What the output keeps; older text is dropped. */
const MOST_SHOWN = 200_000;

const element = (id) => document.getElementById(id);
const [select, runButton, stopButton, status, output] = ['example', 'run', 'stop', 'status', 'output'].map(element);

const LANGUAGES = {
  python: { name: 'Python', extensions: [python(), indentUnit.of('    ')] },
  javascript: { name: 'JavaScript', extensions: [javascript(), indentUnit.of('  ')] },
};
const language = new Compartment();
const theme = new Compartment();
const dark = matchMedia('(prefers-color-scheme: dark)');
const run = () => {
  start();
  return true;
};
const editor = new EditorView({
  parent: element('editor'),
  state: EditorState.create({
    extensions: [
      // Escape and then Tab leaves the editor, where Tab alone indents.
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run }, indentWithTab])),
      basicSetup,
      language.of([]),
      theme.of(dark.matches ? oneDark : []),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'Script', 'aria-describedby': 'keys' }),
    ],
  }),
});
dark.addEventListener('change', () => editor.dispatch({ effects: theme.reconfigure(dark.matches ? oneDark : []) }));

/** Functions of this page that scripts may import. */
const page = {
  title: () => document.title,
  accent: (colour) => document.documentElement.style.setProperty('--accent', colour),
};

/** One worker for both languages; it starts with the first script. */
let worker;
let isRunning = false;
/** The example that is shown, and what visitors made of those they left. */
let current;
const edited = new Map();

for (const example of examples) {
  const { name, language: kind } = example;
  select.append(new Option(`${LANGUAGES[kind].name}: ${name}`, `${kind}/${name}`));
}
select.addEventListener('change', choose);
runButton.addEventListener('click', start);
stopButton.addEventListener('click', () => worker?.stop());
element('clear').addEventListener('click', () => output.replaceChildren());
choose();
tell('Ready.', false);

function choose() {
  if (current !== undefined) edited.set(current, editor.state.doc.toString());
  current = examples.find(({ name, language: kind }) => `${kind}/${name}` === select.value);
  editor.dispatch({
    changes: { from: 0, to: editor.state.doc.length, insert: edited.get(current) ?? current.source },
    effects: language.reconfigure(LANGUAGES[current.language].extensions),
  });
}

async function start() {
  if (isRunning) return;
  output.replaceChildren();
  try {
    tell(worker === undefined ? 'Loading…' : 'Running…', true);
    const { language: kind } = current;
    worker ??= await createWorker({ language: kind, allowNet: true, mainThreadModules: { page } }).then((created) => {
      created.onOutput((text) => show(text));
      created.onError((text) => show(text, 'error'));
      return created;
    });
    tell('Running…', true);
    const { exitCode, ms, limit } = await worker.run(editor.state.doc.toString(), { language: kind, cpuTime: '30s' });
    const how = limit === 'stopped' ? 'Stopped' : exitCode === 0 ? 'Done' : `Ended with exit code ${exitCode}`;
    tell(`${how} after ${Math.round(ms)} ms.`, false);
  } catch (error) {
    show(`${error.message}\n`, 'error');
    tell('Could not run.', false);
  }
}

/** Says how it is. The buttons stay where the keyboard has left them, so they are not disabled but say that they are. */
function tell(text, running) {
  isRunning = running;
  status.value = text;
  runButton.ariaDisabled = `${running}`;
  stopButton.ariaDisabled = `${!running}`;
}

function show(text, kind = 'text') {
  const isAtEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
  output.append(Object.assign(document.createElement('span'), { className: kind, textContent: text }));
  while (output.textContent.length > MOST_SHOWN && output.childNodes.length > 1) output.firstChild.remove();
  if (isAtEnd) output.scrollTop = output.scrollHeight;
}
