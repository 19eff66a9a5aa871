// Node's `fs`, for packages that look for a file and go on without it: there are no files in the sandbox but modules, which
// `import` and `require` read.
import { codedError } from '../error.js';
import { nextTick } from '../tick.js';
import { validateFunction } from './errors.js';

const SENTENCE = 'scripts in the sandbox read and write no files; import the module, or give the data as an argument or in the environment';

export const constants = Object.freeze({
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  COPYFILE_EXCL: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
  S_IFMT: 61440,
  S_IFREG: 32768,
  S_IFDIR: 16384,
  S_IFLNK: 40960,
});
export const { F_OK, R_OK, W_OK, X_OK } = constants;

function refused(syscall, path) {
  const shown = path instanceof URL ? path.href : String(path);
  const error = codedError(Error, 'EACCES', `EACCES: permission denied, ${syscall} '${shown}': ${SENTENCE}`);
  error.errno = -13;
  error.syscall = syscall;
  error.path = shown;
  return error;
}

/** Function to the system call that its errors name. */
const SYSCALLS = {
  access: 'access',
  appendFile: 'open',
  chmod: 'chmod',
  copyFile: 'copyfile',
  lstat: 'lstat',
  mkdir: 'mkdir',
  mkdtemp: 'mkdtemp',
  open: 'open',
  readFile: 'open',
  readdir: 'scandir',
  readlink: 'readlink',
  realpath: 'realpath',
  rename: 'rename',
  rm: 'rm',
  rmdir: 'rmdir',
  stat: 'stat',
  unlink: 'unlink',
  writeFile: 'open',
};

const sync = (name) => (path) => {
  throw refused(SYSCALLS[name], path);
};

const withCallback = (name) => (path, ...rest) => {
  const callback = rest.at(-1);
  validateFunction(callback, 'cb');
  nextTick(callback, refused(SYSCALLS[name], path));
};

const asynchronous = (name) => async (path) => {
  throw refused(SYSCALLS[name], path);
};

const table = (make) => Object.fromEntries(Object.keys(SYSCALLS).map((name) => [name, make(name)]));

export const promises = { ...table(asynchronous), constants };

const callbacks = table(withCallback);
const syncs = Object.fromEntries(Object.keys(SYSCALLS).map((name) => [`${name}Sync`, sync(name)]));

export const existsSync = () => false;

export function exists(path, callback) {
  validateFunction(callback, 'cb');
  nextTick(callback, false);
}

/** As Node's with this option, for a file that is not there. */
function orUndefined(name) {
  return (path, options = undefined) => {
    if (options?.throwIfNoEntry === false) return undefined;
    throw refused(SYSCALLS[name], path);
  };
}

const fs = {
  ...callbacks,
  ...syncs,
  statSync: orUndefined('stat'),
  lstatSync: orUndefined('lstat'),
  createReadStream: sync('open'),
  createWriteStream: sync('open'),
  exists,
  existsSync,
  constants,
  F_OK,
  R_OK,
  W_OK,
  X_OK,
  promises,
};

export default fs;
