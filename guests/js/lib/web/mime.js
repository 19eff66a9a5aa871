/** https://mimesniff.spec.whatwg.org/#understanding-mime-types */

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const QUOTED_STRING_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 * @returns {{ essence: string, parameters: Map<string, string> } | undefined} undefined for failure
 */
export function parseMimeType(input) {
  input = trim(input);
  const semicolon = input.indexOf(';');
  const essence = (semicolon < 0 ? input : input.slice(0, semicolon)).replace(/[\t\n\r ]+$/, '').toLowerCase();
  const slash = essence.indexOf('/');
  if (slash < 0 || !TOKEN.test(essence.slice(0, slash)) || !TOKEN.test(essence.slice(slash + 1))) return undefined;
  const parameters = new Map();
  let position = semicolon < 0 ? input.length : semicolon + 1;
  while (position < input.length) position = parseParameter(input, position, parameters);
  return { essence, parameters };
}

/** Reads one parameter into the map and returns where the next one starts. */
function parseParameter(input, start, parameters) {
  const end = nextOf(input, start, ';');
  const equals = input.indexOf('=', start);
  if (equals < 0 || equals > end) return end + 1;
  const name = trim(input.slice(start, equals)).toLowerCase();
  let value;
  let next;
  if (input[equals + 1] === '"') {
    let position = equals + 2;
    value = '';
    while (position < input.length && input[position] !== '"') {
      if (input[position] === '\\' && position + 1 < input.length) position++;
      value += input[position++];
    }
    next = nextOf(input, position, ';') + 1;
  } else {
    value = input.slice(equals + 1, end).replace(/[\t\n\r ]+$/, '');
    next = end + 1;
    if (value === '') return next;
  }
  if (TOKEN.test(name) && QUOTED_STRING_VALUE.test(value) && !parameters.has(name)) parameters.set(name, value);
  return next;
}

function nextOf(input, start, character) {
  const found = input.indexOf(character, start);
  return found < 0 ? input.length : found;
}

function trim(text) {
  return text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}

/** https://mimesniff.spec.whatwg.org/#serialize-a-mime-type */
export function serializeMimeType({ essence, parameters }) {
  let text = essence;
  for (const [name, value] of parameters) {
    const quoted = TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
    text += `;${name}=${quoted}`;
  }
  return text;
}
