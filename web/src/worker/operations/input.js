// The script's standard input: what the page gave its run.
import { Failure } from '../../shared/abi.js';
import { IncomingBody } from './stream.js';
import { Times } from './times.js';

/** @param {Uint8Array} bytes @returns {(context: any) => any} performs `input.open`, once */
export function opener(bytes) {
  let isOpen = false;
  return ({ handles }) => {
    if (isOpen) throw new Failure('invalid', 'the standard input is open already');
    isOpen = true;
    const nothingMore = new Blob([]).stream().getReader();
    return { name: 'opened', handle: handles.add(new IncomingBody(nothingMore, bytes, Times.unlimited())) };
  };
}
