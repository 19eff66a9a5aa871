// Node's `tty`: a sandbox has no terminal, and packages ask.
import { unsupported } from '../error.js';

/** Whether a descriptor is a terminal: none is. */
export function isatty() {
  return false;
}

export function ReadStream() {
  throw unsupported('tty.ReadStream', 'there is no terminal to read from');
}

export function WriteStream() {
  throw unsupported('tty.WriteStream', 'write to process.stdout');
}

export default { ReadStream, WriteStream, isatty };
