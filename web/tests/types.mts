// The declarations of the package, as a program uses them; `npm run check` reads it.
import { RuleError, createWorker } from '../src/index.js';
import type { HostModule, Loader, RunResult, StraitWorker } from '../src/index.js';

const clock: HostModule = ({ pushEvent, signal }) => ({
  now: () => Date.now(),
  later: async (seconds: number) => {
    if (!signal.aborted) pushEvent(`${seconds}`);
  },
});

export const table: Loader = {
  match: ({ specifier, url }) => specifier.endsWith('.csv') && url !== undefined,
  load: async ({ language }, { fetch }) => `${language} ${(await fetch()).length} ${(await fetch('./other.csv')).length}`,
};

export async function main(): Promise<number> {
  const worker: StraitWorker = await createWorker({ language: 'python', mainThreadModules: { clock }, memory: '64M' });
  const end = worker.onOutput((text) => text.toUpperCase());
  const { exitCode, limit }: RunResult = await worker.run('print(1)', { file: 'a.py', timeout: 1000 });
  end();
  const cached = await createWorker({ integrity: true, version: '7', defaults: false, loaders: ['/table.js', new URL('https://a.test/b.js')] });
  if (cached.integrityActive) await cached.clearCache();
  // @ts-expect-error: there is no such language
  await worker.run('', { language: 'ruby' }).catch((error) => error instanceof RuleError);
  const [task] = await worker.stateStack();
  if (task?.state === 'waiting') console.log(task.waitsFor, task.frames.at(-1)?.line, (await worker.stateGlobals()).n);
  await worker.setPreemptInterval(1000);
  worker.dispose();
  return limit === 'timeout' ? 1 : exitCode;
}
