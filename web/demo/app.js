// The demonstration page: an editor, a worker, what it prints.
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
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
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
      basicSetup,
      language.of([]),
      theme.of(dark.matches ? oneDark : []),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'Script' }),
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
let current = 'python';

for (const { name, language: kind } of examples) {
  const label = kind === 'python' ? 'Python' : 'JavaScript';
  const group =
    select.querySelector(`optgroup[label="${label}"]`) ?? select.appendChild(Object.assign(document.createElement('optgroup'), { label }));
  group.append(new Option(name, `${kind}/${name}`));
}
select.addEventListener('change', choose);
runButton.addEventListener('click', start);
stopButton.addEventListener('click', () => worker.stop());
element('clear').addEventListener('click', () => output.replaceChildren());
choose();

function choose() {
  const example = examples.find(({ name, language: kind }) => `${kind}/${name}` === select.value) ?? examples[0];
  current = example.language;
  editor.dispatch({
    changes: { from: 0, to: editor.state.doc.length, insert: example.source },
    effects: language.reconfigure(current === 'python' ? python() : javascript()),
  });
}

async function start() {
  if (runButton.disabled) return;
  runButton.disabled = true;
  stopButton.disabled = false;
  output.replaceChildren();
  status.value = 'Running…';
  try {
    worker ??= await createWorker({ language: current, allowNet: true, mainThreadModules: { page } }).then((created) => {
      created.onOutput((text) => show(text));
      created.onError((text) => show(text, 'error'));
      return created;
    });
    const { exitCode, ms, limit } = await worker.run(editor.state.doc.toString(), { language: current, cpuTime: '30s' });
    const how = limit === 'stopped' ? 'Stopped' : exitCode === 0 ? 'Done' : `Ended with exit code ${exitCode}`;
    status.value = `${how} after ${Math.round(ms)} ms.`;
  } catch (error) {
    show(`${error.message}\n`, 'error');
    status.value = 'Could not run.';
  }
  runButton.disabled = false;
  stopButton.disabled = true;
}

function show(text, kind = 'text') {
  const isAtEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
  output.append(Object.assign(document.createElement('span'), { className: kind, textContent: text }));
  while (output.textContent.length > MOST_SHOWN && output.childNodes.length > 1) output.firstChild.remove();
  if (isAtEnd) output.scrollTop = output.scrollHeight;
}
