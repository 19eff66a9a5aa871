/** https://console.spec.whatwg.org/, with the output that Node gives it. */

import { native } from '../native.js';
import { now } from './clock.js';
import { format, formatWithOptions, inspect } from './inspect.js';

const OUT = 1;
const ERROR = 2;

let indent = '';
const counts = new Map();
const timers = new Map();

function write(stream, text) {
  const lines = indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`);
  native.write(stream, `${lines}\n`);
}

/** One string argument without a directive, the commonest case by far, needs no formatting. */
function print(stream, values) {
  const only = values.length === 1 && typeof values[0] === 'string';
  write(stream, only ? values[0] : formatWithOptions({}, ...values));
}

function log(...values) {
  print(OUT, values);
}

function error(...values) {
  print(ERROR, values);
}

function dir(value, options) {
  write(OUT, inspect(value, { customInspect: false, ...options }));
}

function assert(condition, ...values) {
  if (condition) return;
  if (typeof values[0] === 'string') values[0] = `Assertion failed: ${values[0]}`;
  else values.unshift('Assertion failed');
  print(ERROR, values);
}

function trace(...values) {
  const here = { name: 'Trace', message: format(...values) };
  Error.captureStackTrace(here, trace);
  write(ERROR, here.stack);
}

function group(...labels) {
  if (labels.length > 0) log(...labels);
  indent += '  ';
}

function groupEnd() {
  indent = indent.slice(2);
}

function count(label = 'default') {
  const total = (counts.get(`${label}`) ?? 0) + 1;
  counts.set(`${label}`, total);
  log(`${label}: ${total}`);
}

function countReset(label = 'default') {
  if (!counts.delete(`${label}`)) warnAbout(`Count for '${label}' does not exist`);
}

function time(label = 'default') {
  if (timers.has(`${label}`)) warnAbout(`Label '${label}' already exists for console.time()`);
  else timers.set(`${label}`, now());
}

function timeLog(label = 'default', ...values) {
  const begun = timers.get(`${label}`);
  if (begun === undefined) warnAbout(`No such label '${label}' for console.timeLog()`);
  else log(`${label}: ${duration(now() - begun)}`, ...values);
}

function timeEnd(label = 'default') {
  const begun = timers.get(`${label}`);
  if (begun === undefined) return warnAbout(`No such label '${label}' for console.timeEnd()`);
  timers.delete(`${label}`);
  log(`${label}: ${duration(now() - begun)}`);
}

function warnAbout(message) {
  write(ERROR, `Warning: ${message}`);
}

function duration(milliseconds) {
  return milliseconds < 1000 ? `${Number(milliseconds.toFixed(3))}ms` : `${(milliseconds / 1000).toFixed(3)}s`;
}

/** Rows and columns in box-drawing characters; a value that is no object is logged as it is. */
function table(data, columns) {
  if (data === null || typeof data !== 'object') return log(data);
  const isKeyed = data instanceof Map;
  const entries = isKeyed ? [...data] : data instanceof Set ? [...data].map((value, i) => [i, value]) : Object.entries(data);
  const index = isKeyed || data instanceof Set ? '(iteration index)' : '(index)';
  const names = new Set();
  let hasValues = false;
  const rows = entries.map(([key, value]) => {
    const row = new Map();
    if (value !== null && typeof value === 'object' && !isKeyed) {
      for (const name of columns ?? Object.keys(value)) {
        names.add(`${name}`);
        if (Object.hasOwn(value, name)) row.set(`${name}`, cell(value[name]));
      }
    } else {
      hasValues = true;
      row.set(undefined, cell(value));
    }
    return { key: `${key}`, row };
  });
  const heads = [...names, ...(hasValues ? [undefined] : [])];
  const lines = [[index, ...heads.map((name) => name ?? 'Values')]];
  for (const { key, row } of rows) lines.push([key, ...heads.map((name) => row.get(name) ?? '')]);
  write(OUT, boxed(lines));
}

function cell(value) {
  return inspect(value, { depth: value !== null && typeof value === 'object' ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
}

function boxed(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)) + 2);
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const text = (line) => `│${line.map((value, column) => ` ${value}`.padEnd(widths[column])).join('│')}│`;
  const [head, ...body] = lines;
  return [rule('┌', '┬', '┐'), text(head), rule('├', '┼', '┤'), ...body.map(text), rule('└', '┴', '┘')].join('\n');
}

export const console = Object.create({}, { [Symbol.toStringTag]: { value: 'console', configurable: true } });

Object.assign(console, {
  log,
  warn: error,
  dir,
  time,
  timeEnd,
  timeLog,
  trace,
  assert,
  clear() {},
  count,
  countReset,
  group,
  groupCollapsed: group,
  groupEnd,
  table,
  debug: log,
  info: log,
  dirxml: log,
  error,
});
