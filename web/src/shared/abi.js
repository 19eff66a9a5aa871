// The messages between guest and host, as docs/abi.md describes them. Nothing else here knows their numbers.
import { DecodeError, Decoder, Encoder } from './cbor.js';

/** The version of the ABI that this host speaks. */
export const ABI_VERSION = 1;

/** At most so many bytes of a body travel inside a message. */
export const INLINE_BODY_BYTES = 64 * 1024;

/** What the text of a script or module is. */
export const ModuleKind = { module: 0, commonJs: 1, json: 2, python: 3 };

/** The options of a WebSocket, as an operation's fields. */
const WEB_SOCKET_OPTIONS = [
  [0, 'messageBytes', 'uint?'],
  [1, 'compress', 'bool?'],
  [2, 'compressFromBytes', 'uint?'],
  [3, 'pingMilliseconds', 'uint?'],
];

/**
 * Operations by number: name, and each field's key, name and type. `?` at the end of a type makes it optional; a list of fields is an
 * optional map of them.
 */
const OPERATIONS = {
  1: ['time.sleep', [[0, 'milliseconds', 'float']]],
  2: ['signal.receive', [[0, 'signal', 'uint']]],
  3: ['input.open', []],
  16: [
    'http.send',
    [
      [0, 'method', 'text'],
      [1, 'url', 'text'],
      [2, 'headers', 'text'],
      [3, 'body', 'bytes?'],
      [4, 'upload', 'uint?'],
      [5, 'redirect', 'uint'],
      [6, 'decompress', 'bool'],
      [7, 'connectMilliseconds', 'time?'],
      [8, 'responseMilliseconds', 'time?'],
      [9, 'totalMilliseconds', 'time?'],
      [10, 'tls', 'map?'],
      [12, 'upgrade', 'bool?'],
    ],
  ],
  17: ['http.listen', []],
  18: ['http.accept', []],
  19: ['http.respond', []],
  20: ['http.upgrade', []],
  21: ['http.trailers', []],
  22: ['http.switch', []],
  32: ['tcp.connect', []],
  33: ['tcp.listen', []],
  34: ['tcp.accept', []],
  35: ['tcp.start_tls', []],
  36: ['udp.bind', []],
  37: ['udp.receive', []],
  38: ['udp.send', []],
  39: ['udp.connect', []],
  40: ['udp.options', []],
  41: ['tcp.options', []],
  42: ['tcp.accept_tls', []],
  48: ['dns.resolve', []],
  64: ['stream.read', [[0, 'stream', 'uint'], [1, 'maxBytes', 'uint']]],
  65: ['stream.write', [[0, 'stream', 'uint'], [1, 'bytes', 'bytes']]],
  66: ['stream.shutdown', [[0, 'stream', 'uint']]],
  67: ['handle.close', [[0, 'handle', 'uint']]],
  68: ['stream.open', []],
  80: ['host.call', [[0, 'module', 'text'], [1, 'function', 'text'], [2, 'arguments', 'bytes']]],
  81: ['host.receive', []],
  96: ['ws.connect', [[0, 'url', 'text'], [1, 'protocols', 'texts'], [2, 'headers', 'text'], [3, 'options', WEB_SOCKET_OPTIONS]]],
  97: ['ws.receive', [[0, 'socket', 'uint'], [1, 'maxMessages', 'uint']]],
  98: ['ws.send', [[0, 'socket', 'uint'], [1, 'message', 'message']]],
  99: ['ws.close', [[0, 'socket', 'uint'], [1, 'code', 'uint?'], [2, 'reason', 'text']]],
  100: ['sse.connect', [[0, 'url', 'text'], [1, 'headers', 'text'], [2, 'lastEventId', 'text']]],
  101: ['sse.receive', [[0, 'source', 'uint'], [1, 'maxEvents', 'uint']]],
  102: ['ws.ping', []],
};

/** Answers to `load` that are a text. */
const LOAD_ANSWERS = { notFound: 1, denied: 2, elsewhere: 3 };

/** Failure codes, by the name that scripts see. */
const FAILURES = {
  denied: 1,
  refused: 2,
  reset: 3,
  'timed-out': 4,
  dns: 5,
  tls: 6,
  closed: 7,
  aborted: 8,
  'too-large': 9,
  invalid: 10,
  unsupported: 11,
  'in-use': 12,
  unreachable: 13,
  protocol: 14,
  limit: 15,
  io: 16,
  host: 17,
};

/** The failure of a call: a code that scripts match on, and a sentence for people. */
export class Failure extends Error {
  name = 'Failure';

  /**
   * @param {keyof typeof FAILURES} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * The outgoing message of a turn.
 *
 * @param {Uint8Array} bytes
 * @returns {{ calls: { id: number, operation: string, fields: Record<string, any> }[], cancelled: number[], state: State }}
 * @typedef {{ name: 'waiting' | 'out of time' | 'out of memory' | 'preempted' } | { name: 'finished', exitCode: number }} State
 * @throws {DecodeError}
 */
export function decodeOutgoing(bytes) {
  const decoder = new Decoder(bytes);
  const message = decoder.value();
  decoder.end();
  if (!Array.isArray(message) || message.length < 3) throw new DecodeError('an outgoing message is an array of three');
  const [calls, cancelled, state] = message;
  if (!Array.isArray(calls) || !Array.isArray(cancelled)) throw new DecodeError('an outgoing message has two lists');
  return { calls: calls.map(callOf), cancelled: cancelled.map((id) => checked('uint', id, 'call id')), state: stateOf(state) };
}

function callOf(call) {
  if (!Array.isArray(call) || call.length < 2) throw new DecodeError('a call is a pair');
  const [id, [number, values]] = [checked('uint', call[0], 'call id'), enumeration(call[1])];
  const known = OPERATIONS[number];
  if (known === undefined) return { id, operation: `operation ${number}`, fields: {} };
  const [operation, declared] = known;
  return { id, operation, fields: fieldsOf(declared, values, operation) };
}

function fieldsOf(declared, values, what) {
  const fields = {};
  for (const [key, name, type] of declared) {
    const value = Array.isArray(type) ? fieldsOf(type, checked('map?', values[key], `${what}: ${name}`) ?? {}, what) : values[key];
    fields[name] = Array.isArray(type) ? value : checked(type, value, `${what}: ${name}`);
  }
  return fields;
}

function stateOf(state) {
  const [number, values] = enumeration(state);
  switch (number) {
    case 0:
      return { name: 'waiting' };
    case 1:
      return { name: 'finished', exitCode: checked('uint', values[0], 'exit code') };
    case 2:
      return { name: 'out of time' };
    case 3:
      return { name: 'out of memory' };
    case 4:
      return { name: 'preempted' };
    default:
      throw new DecodeError(`the state ${number} is unknown`);
  }
}

function enumeration(item) {
  if (!Array.isArray(item) || item.length !== 2 || typeof item[1] !== 'object' || item[1] === null) {
    throw new DecodeError('an enumeration is a number and its fields');
  }
  return item;
}

function checked(type, value, what) {
  if (type.endsWith('?')) return value === undefined || value === null ? undefined : checked(type.slice(0, -1), value, what);
  if (!CHECKS[type](value)) throw new DecodeError(`${what} is not of the type ${type}`);
  if (type === 'time') return Number(value);
  return type === 'message' ? value[1][0] : value;
}

const CHECKS = {
  uint: (value) => Number.isSafeInteger(value) && value >= 0,
  /** 64 bits. */
  time: (value) => CHECKS.uint(value) || (typeof value === 'bigint' && value >= 0n),
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  bytes: (value) => value instanceof Uint8Array,
  map: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  message: (value) =>
    Array.isArray(value) &&
    Array.isArray(value[1]) &&
    ((value[0] === 0 && typeof value[1][0] === 'string') || (value[0] === 1 && value[1][0] instanceof Uint8Array)),
};

/**
 * The first message to a guest.
 *
 * @param {{ file: string, source: string, kind: number, arguments?: string[], environment?: string[], cpuMilliseconds?: number,
 *   memoryBytes: number, url: string, stackBytes?: number }} start
 */
export function encodeStart(start) {
  const encoder = new Encoder();
  encoder.array(2);
  encoder.integer(0);
  fields(encoder, [
    [0, start.file],
    [1, start.source],
    [2, start.kind],
    [3, start.arguments ?? []],
    [4, start.environment ?? []],
    [5, start.cpuMilliseconds],
    [6, start.memoryBytes],
    [7, start.url],
    [16, start.stackBytes],
  ]);
  return encoder.bytes;
}

/** Replies by name: number, and the key of each field. */
const REPLIES = {
  done: [0],
  opened: [2, { handle: 0 }],
  bytes: [3, { bytes: 0 }],
  response: [4, { status: 0, reason: 1, headers: 2, url: 3, body: 4, rest: 5 }],
  value: [9, { value: 0 }],
  'web socket': [10, { socket: 0, protocol: 1, extensions: 2 }],
  messages: [11, { messages: 0 }],
  ended: [12, { code: 0, reason: 1, clean: 2, error: 3 }],
  events: [13, { events: 0 }],
};

const SOURCE_EVENTS = {
  open: [0, { url: 0 }],
  message: [1, { kind: 0, data: 1, id: 2 }],
  interrupted: [2, { message: 0 }],
  failed: [3, { message: 0 }],
};

/**
 * Every later message to a guest: what has finished.
 *
 * @param {{ id: number, reply?: Reply, failure?: Failure }[]} outcomes
 * @typedef {{ name: string, [field: string]: any }} Reply
 */
export function encodeReplies(outcomes) {
  const encoder = new Encoder();
  encoder.array(2);
  encoder.integer(1);
  encoder.array(outcomes.length);
  for (const { id, reply, failure } of outcomes) {
    encoder.array(failure === undefined ? 2 : 3);
    encoder.integer(id);
    if (failure !== undefined) {
      encoder.null();
      fields(encoder, [[0, FAILURES[failure.code] ?? FAILURES.io], [1, failure.message]]);
    } else {
      encodeReply(encoder, reply);
    }
  }
  return encoder.bytes;
}

function encodeReply(encoder, reply) {
  const { name } = reply;
  if (name === 'messages') {
    const messages = reply.messages.map((message) => variant(typeof message === 'string' ? 0 : 1, [message]));
    return encodeVariant(encoder, REPLIES, { name, messages });
  }
  if (name === 'events') {
    const events = reply.events.map((event) => (to) => encodeVariant(to, SOURCE_EVENTS, event));
    return encodeVariant(encoder, REPLIES, { name, events });
  }
  return encodeVariant(encoder, REPLIES, reply);
}

function encodeVariant(encoder, table, value) {
  const [number, keys] = table[value.name];
  encoder.array(2);
  encoder.integer(number);
  if (keys === undefined) encoder.array(0);
  else fields(encoder, Object.entries(keys).map(([name, key]) => [key, value[name]]));
}

function variant(number, items) {
  return (encoder) => {
    encoder.array(2);
    encoder.integer(number);
    item(encoder, items);
  };
}

/** A map of the fields that are there. */
function fields(encoder, entries) {
  const present = entries.filter(([, value]) => value !== undefined);
  encoder.map(present.length);
  for (const [key, value] of present) {
    encoder.integer(key);
    item(encoder, value);
  }
}

function item(encoder, value) {
  if (typeof value === 'function') {
    value(encoder);
  } else if (Array.isArray(value)) {
    encoder.array(value.length);
    for (const inner of value) item(encoder, inner);
  } else {
    encoder.value(value);
  }
}

/** What a guest may be asked about its program. */
export const Question = { globals: 0, tasks: 1 };

/** What a task does, by number. */
const TASK_STATES = ['running', 'ready', 'waiting', 'new', 'suspended'];

/**
 * The answer to `Question.globals`.
 *
 * @param {Uint8Array} bytes
 * @returns {Record<string, string>} representations by name
 * @throws {DecodeError}
 */
export function decodeGlobals(bytes) {
  const variables = list(bytes, 'globals').map((variable) => [
    checked('text', variable?.[0], 'globals: name'),
    checked('text', variable?.[1], 'globals: value'),
  ]);
  return Object.fromEntries(variables);
}

/**
 * The answer to `Question.tasks`.
 *
 * @param {Uint8Array} bytes
 * @returns {import('../index.js').TaskView[]}
 * @throws {DecodeError}
 */
export function decodeTasks(bytes) {
  return list(bytes, 'tasks').map((task) => {
    const state = TASK_STATES[checked('uint', task?.[0], 'tasks: state')];
    if (state === undefined) throw new DecodeError('tasks: the state is unknown');
    const frames = task[3];
    if (!Array.isArray(frames)) throw new DecodeError('tasks: frames is not of the type array');
    const waitsFor = checked('text?', task[4], 'tasks: waits for');
    return {
      state,
      ...(waitsFor === undefined ? {} : { waitsFor }),
      function: checked('text', task[1], 'tasks: function'),
      ip: checked('uint', task[2], 'tasks: ip'),
      frames: frames.map((frame) => ({
        function: checked('text', frame?.[0], 'tasks: function'),
        file: checked('text', frame[1], 'tasks: file'),
        line: checked('uint', frame[2], 'tasks: line'),
        ip: checked('uint', frame[3], 'tasks: ip'),
      })),
    };
  });
}

function list(bytes, what) {
  const decoder = new Decoder(bytes);
  const items = decoder.value();
  decoder.end();
  if (!Array.isArray(items)) throw new DecodeError(`${what} are an array`);
  return items;
}

/** @throws {DecodeError} */
export function decodeLoadRequest(bytes) {
  const decoder = new Decoder(bytes);
  const request = decoder.value();
  decoder.end();
  return {
    specifier: checked('text', request?.[0], 'load: specifier'),
    referrer: checked('text', request?.[1], 'load: referrer'),
    mode: checked('uint', request?.[2], 'load: mode'),
  };
}

/**
 * @param {{ found: { name: string, kind: number, source: string } } | { notFound: string } | { denied: string }
 *   | { elsewhere: string }} answer
 */
export function encodeLoadAnswer(answer) {
  const encoder = new Encoder();
  encoder.array(2);
  if ('found' in answer) {
    encoder.integer(0);
    fields(encoder, [[0, answer.found.name], [1, answer.found.kind], [2, answer.found.source]]);
  } else {
    const [[name, text]] = Object.entries(answer);
    encoder.integer(LOAD_ANSWERS[name]);
    fields(encoder, [[0, text]]);
  }
  return encoder.bytes;
}
