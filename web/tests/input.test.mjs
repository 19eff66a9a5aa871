// The standard input of scripts in a page.
import assert from 'node:assert/strict';
import { inPage } from './support/in_page.mjs';

const here = inPage('standard input');

here.test(
  'a script reads what its run was given, as text, lines or bytes, and then the end',
  async () => {
    const python = `
import sys
name = input('name? ')
print(repr(name), [line for line in sys.stdin])
try:
    input()
except EOFError as error:
    print('EOFError', error)
`;
    const javascript = `
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
console.log(JSON.stringify(Buffer.concat(chunks).toString()), process.stdin.isTTY);
`;
    const inputs = ['Bob\nä\nlast', ['Bob', 'ä', 'last'], new TextEncoder().encode('Bob\r\nä\n'), undefined, ''];
    const results = [];
    for (const input of inputs) {
      results.push(await runScript({}, python, { input }));
      results.push(await runScript({ language: 'javascript' }, javascript, { input }));
    }
    return results;
  },
  (results) => {
    const printed = results.map(([text]) => text);
    assert.deepEqual(printed.slice(0, 6), [
      "name? 'Bob' ['ä\\n', 'last']\nEOFError EOF when reading a line\n",
      '"Bob\\nä\\nlast" false\n',
      "name? 'Bob' ['ä\\n', 'last\\n']\nEOFError EOF when reading a line\n",
      '"Bob\\nä\\nlast\\n" false\n',
      "name? 'Bob' ['ä\\n']\nEOFError EOF when reading a line\n",
      '"Bob\\r\\nä\\n" false\n',
    ]);
    for (const [index, [text, errors]] of results.slice(6).entries()) {
      if (index % 2 === 0) assert.match(errors, /EOFError: EOF when reading a line/);
      else assert.equal(text, '"" false\n');
    }
  },
);

here.test(
  'an input of a megabyte arrives whole',
  async () => runScript({}, 'import sys\ndata = sys.stdin.buffer.read()\nprint(len(data), data[:2], data[-2:])', { input: new Uint8Array(1 << 20).fill(10) }),
  ([text, errors]) => assert.deepEqual([text, errors], ["1048576 b'\\n\\n' b'\\n\\n'\n", '']),
);
