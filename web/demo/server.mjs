// Serves the demonstration page, and the network that its examples talk to. PORT chooses the port.
import { readFile } from 'node:fs/promises';
import { startFiles } from '../tests/support/server.mjs';

const page = await readFile(new URL('index.html', import.meta.url), 'utf8');
const { url } = await startFiles({ files: { '/': page }, routes: true, port: Number(process.env.PORT ?? 8010) });
console.log(`The demonstration page is at ${url}/`);
