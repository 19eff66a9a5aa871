import { createServer } from 'node:http';
for (const port of [-1, 65536, 1.5, 'x1']) {
  if (port === 'x1') continue;
  try {
    createServer().listen(port);
  } catch (error) {
    print(port, error.name, error.code);
  }
}
