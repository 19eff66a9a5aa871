// Bundles the demonstration page with its editor.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

await build({
  entryPoints: [fileURLToPath(new URL('app.js', import.meta.url))],
  outfile: fileURLToPath(new URL('dist/app.js', import.meta.url)),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  loader: { '.py': 'text', '.txt': 'text' },
  logLevel: 'warning',
});
