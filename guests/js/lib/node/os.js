// Node's `os`, as far as a sandbox can tell: it sees one processor and its own clock, and nothing of the machine.
import { unsupported } from '../error.js';
import { arch as processArch, platform as processPlatform, uptime as processUptime } from './process.js';

export const EOL = '\n';
export const devNull = '/dev/null';

export const constants = Object.freeze({
  errno: Object.freeze({
    EADDRINUSE: 98,
    ECONNREFUSED: 111,
    ECONNRESET: 104,
    ENETUNREACH: 101,
    EPIPE: 32,
    ETIMEDOUT: 110,
  }),
  priority: Object.freeze({}),
  signals: Object.freeze({}),
});

export const arch = () => processArch;
export const machine = () => processArch;
export const platform = () => processPlatform;
export const type = () => 'Strait';
export const release = () => '';
export const version = () => '';
export const hostname = () => 'strait';
export const homedir = () => '/';
export const tmpdir = () => '/tmp';
export const endianness = () => 'LE';
export const availableParallelism = () => 1;
export const uptime = () => processUptime();
export const loadavg = () => [0, 0, 0];
export const networkInterfaces = () => ({});

export function cpus() {
  throw unsupported('os.cpus', 'os.availableParallelism() tells how many threads a script has');
}

export function totalmem() {
  throw unsupported('os.totalmem', 'the memory a script may use is limited by the --memory flag');
}

export function freemem() {
  throw unsupported('os.freemem', 'the memory a script may use is limited by the --memory flag');
}

export function userInfo() {
  throw unsupported('os.userInfo', 'a sandbox has no users');
}

export function getPriority() {
  throw unsupported('os.getPriority', 'a sandbox has no processes');
}

export function setPriority() {
  throw unsupported('os.setPriority', 'a sandbox has no processes');
}

export default {
  EOL,
  arch,
  availableParallelism,
  constants,
  cpus,
  devNull,
  endianness,
  freemem,
  getPriority,
  homedir,
  hostname,
  loadavg,
  machine,
  networkInterfaces,
  platform,
  release,
  setPriority,
  tmpdir,
  totalmem,
  type,
  uptime,
  userInfo,
  version,
};
