// Node's `process`, as far as a sandbox has one: no working directory, no standard input.
import { version as straitVersion } from '../../package.json';
import { codedError, unsupported } from '../error.js';
import { native } from '../native.js';
import { nextTick } from '../tick.js';
import { timeOrigin } from '../web/clock.js';
import { invalidArgType, outOfRange } from './errors.js';
import { EventEmitter } from './events.js';
import { inputStream, outputStream } from './stdio.js';
import { emitWarning } from './warning.js';

export const version = 'v20.0.0';
export const versions = { node: '20.0.0', strait: straitVersion };
export const title = 'strait';
export const arch = 'wasm32';
export const platform = 'strait';
export const pid = 1;
export const ppid = 0;
export const execPath = 'strait';
export const execArgv = [];
export const argv0 = 'strait';
export const browser = false;
export const release = Object.freeze({ name: 'node' });
export const config = Object.freeze({ target_defaults: Object.freeze({}), variables: Object.freeze({}) });
export const features = Object.freeze({
  inspector: false,
  debug: false,
  uv: false,
  ipv6: true,
  tls: true,
  typescript: false,
});
export const allowedNodeEnvironmentFlags = new Set();

// This file is evaluated when the guest is built, and what it exports is fixed then. The arguments and the environment
// come when a script starts, by assignment to `native.start`; these two objects are filled on that occasion.
export const argv = [];
export const env = {};
Object.defineProperties(native.start, {
  arguments: {
    set(list) {
      argv.push('strait', native.start.file, ...list);
    },
  },
  environment: {
    set(variables) {
      Object.assign(env, variables);
    },
  },
});

let input;
let output;
let errorOutput;
let exitCode;
let exiting = false;

export const process = Object.create(
  Object.create(EventEmitter.prototype, {
    constructor: { value: function process() {}, writable: true, configurable: true },
    [Symbol.toStringTag]: { value: 'process', configurable: true },
  }),
);

/** The signals that reach a script, with their numbers. A sandbox has no others. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15 };
/** The calls that wait for one, by name. They do not keep the program running. */
const waiting = {};

/** Waits for a signal exactly while somebody listens for it: without that it has its usual effect. */
function listenForSignal(name) {
  if (!Object.hasOwn(SIGNALS, name)) return;
  const wanted = process.listenerCount(name) > 0;
  if (wanted && waiting[name] === undefined) {
    waiting[name] = native.signalReceive(SIGNALS[name], (error) => {
      waiting[name] = undefined;
      if (error !== undefined) return;
      listenForSignal(name);
      process.emit(name, name, SIGNALS[name]);
    });
    native.setRef(waiting[name], false);
  } else if (!wanted && waiting[name] !== undefined) {
    native.cancel(waiting[name]);
    waiting[name] = undefined;
  }
}

for (const method of ['on', 'addListener', 'prependListener', 'removeListener', 'off', 'removeAllListeners']) {
  const plain = EventEmitter.prototype[method];
  Object.defineProperty(process, method, {
    value(...given) {
      plain.apply(this, given);
      for (const name of given.length === 0 ? Object.keys(SIGNALS) : [given[0]]) listenForSignal(name);
      return this;
    },
    writable: true,
    configurable: true,
  });
}

export function cwd() {
  return '/';
}

export function chdir() {
  throw unsupported('process.chdir', 'use absolute paths');
}

/** Ends the program: emits 'exit', then stops at once. */
export function exit(code) {
  if (code !== undefined && code !== null) process.exitCode = code;
  native.exit(atExit(0));
  throw new Error('the program goes on after exit');
}

/** The hook called when the program ends for any other reason than exit(). */
export function atExit(code) {
  if (code !== 0) exitCode = code;
  if (!exiting) {
    exiting = true;
    process.emit('exit', exitCode ?? 0);
  }
  return exitCode ?? 0;
}

/** The hook called when nothing is left to do. */
export function beforeExit() {
  process.emit('beforeExit', exitCode ?? 0);
}

/** The hook for an exception or rejection nobody caught: whether a listener on `process` took it. */
export function uncaught(error, kind, promise) {
  if (kind === 'rejection') {
    if (process.emit('unhandledRejection', error, promise)) return true;
    if (process.listenerCount('uncaughtException') === 0) return false;
    const reason = error instanceof Error ? error : unhandledRejection(error);
    process.emit('uncaughtExceptionMonitor', reason, 'unhandledRejection');
    return process.emit('uncaughtException', reason, 'unhandledRejection');
  }
  process.emit('uncaughtExceptionMonitor', error, 'uncaughtException');
  return process.emit('uncaughtException', error, 'uncaughtException');
}

function unhandledRejection(reason) {
  return codedError(
    Error,
    'ERR_UNHANDLED_REJECTION',
    'This error originated either by throwing inside of an async function without a catch block, or by rejecting a ' +
      `promise which was not handled with .catch(). The promise rejected with the reason "${String(reason)}".`,
  );
}

export function hrtime(previous) {
  const now = hrtime.bigint();
  let seconds = Number(now / 1_000_000_000n);
  let nanoseconds = Number(now % 1_000_000_000n);
  if (previous === undefined) return [seconds, nanoseconds];
  if (!Array.isArray(previous)) throw invalidArgType('time', 'an instance of Array', previous);
  if (previous.length !== 2) throw outOfRange('time', '2', previous.length);
  seconds -= previous[0];
  nanoseconds -= previous[1];
  if (nanoseconds < 0) {
    seconds -= 1;
    nanoseconds += 1_000_000_000;
  }
  return [seconds, nanoseconds];
}

hrtime.bigint = function bigint() {
  const milliseconds = native.clock();
  const whole = Math.floor(milliseconds);
  return BigInt(whole) * 1_000_000n + BigInt(Math.floor((milliseconds - whole) * 1e6));
};

/** Seconds since the script first asked for a time: the sandbox is not told when its process began. */
export function uptime() {
  const origin = timeOrigin();
  return (native.clock() - origin) / 1000;
}

export function cpuUsage(previous) {
  const user = Math.round(native.cpuTime() * 1000) - (previous?.user ?? 0);
  return { user, system: 0 };
}

export function memoryUsage() {
  throw unsupported('process.memoryUsage', 'the memory a script may use is limited by the --memory flag');
}
memoryUsage.rss = memoryUsage;

export function umask() {
  return 0o22;
}

export function abort() {
  exit(134);
}

export function kill() {
  throw unsupported('process.kill', 'a sandbox has no other processes; use process.exit() to end this one');
}

export function dlopen() {
  throw unsupported('process.dlopen', 'native add-ons cannot run in a sandbox');
}

export function binding(name) {
  throw unsupported(`process.binding('${name}')`, 'use the public modules');
}

export function getuid() {
  return 0;
}

export function getgid() {
  return 0;
}

export const geteuid = getuid;
export const getegid = getgid;

export function setUncaughtExceptionCaptureCallback() {
  throw unsupported('process.setUncaughtExceptionCaptureCallback', "use process.on('uncaughtException')");
}

export function hasUncaughtExceptionCaptureCallback() {
  return false;
}

export function setSourceMapsEnabled(enabled) {
  if (enabled) throw unsupported('process.setSourceMapsEnabled', 'positions are those of the source that runs');
}

export function getActiveResourcesInfo() {
  return [];
}

const accessors = {
  exitCode: {
    get: () => exitCode,
    set(value) {
      exitCode = validExitCode(value);
    },
  },
  stdout: { get: () => (output ??= outputStream(1)) },
  stderr: { get: () => (errorOutput ??= outputStream(2)) },
  stdin: { get: () => (input ??= inputStream()) },
};
for (const [name, accessor] of Object.entries(accessors)) {
  Object.defineProperty(process, name, { ...accessor, enumerable: true, configurable: true });
}
Object.defineProperty(process, '_exiting', { get: () => exiting, enumerable: false, configurable: true });

function validExitCode(value) {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') throw invalidArgType('code', 'of type number', value);
  if (!Number.isInteger(number)) throw outOfRange('code', 'an integer', value);
  return number;
}

export { emitWarning, nextTick };

Object.assign(process, {
  abort,
  allowedNodeEnvironmentFlags,
  arch,
  argv,
  argv0,
  binding,
  browser,
  chdir,
  config,
  cpuUsage,
  cwd,
  dlopen,
  emitWarning,
  env,
  execArgv,
  execPath,
  exit,
  features,
  getActiveResourcesInfo,
  getegid,
  geteuid,
  getgid,
  getuid,
  hasUncaughtExceptionCaptureCallback,
  hrtime,
  kill,
  memoryUsage,
  nextTick,
  pid,
  platform,
  ppid,
  reallyExit: exit,
  release,
  setSourceMapsEnabled,
  setUncaughtExceptionCaptureCallback,
  title,
  umask,
  uptime,
  version,
  versions,
});

export default process;
