/**
 * Timers and immediates, with Node's semantics.
 *
 * Timers of one delay form a list, which is in order of deadline by construction; a heap holds the lists by the deadline
 * of their first timer. So setting, clearing and expiring a timer costs a few operations however many there are, as long
 * as delays repeat. One `native.sleep` is outstanding, for the earliest deadline. When the timers it was made for are
 * cleared it stays, only no longer keeping the program alive, and serves a later timer: setting and clearing a timeout
 * around every request asks nothing of the host.
 *
 * Between two callbacks `native.drain` runs ticks and microtasks, as Node does. A callback that throws ends the batch; the
 * rest of it runs in the next turn.
 */

import { native } from '../native.js';
import { codedError } from '../error.js';

const LONGEST_DELAY = 2 ** 31 - 1;

/** @type {Map<number, TimerList>} */
const lists = new Map();
/** A binary heap of the lists, earliest first timer on top. @type {TimerList[]} */
const heap = [];
/** Timers that were turned into numbers, which `clearTimeout` accepts. @type {Map<number, Timeout>} */
const timersById = new Map();

let lastSequence = 0;
/** Active timers that keep the program alive. */
let refs = 0;
let running = false;

let sleepId = 0;
let sleepDeadline = 0;
let sleepRef = true;

let takeFirst;
let firesBefore;
let deadlineOf;
let run;
let schedule;
let cancel;

/** What `setTimeout` and `setInterval` return. */
export class Timeout {
  #callback;
  #args;
  #delay;
  #repeat;
  #refed = true;
  #deadline = 0;
  #sequence = 0;
  /** The list this timer waits in; undefined when it is not waiting. @type {TimerList | undefined} */
  #list;
  #previous;
  #next;
  #id;

  constructor(callback, delay, args, repeat) {
    this.#callback = callback;
    this.#args = args;
    this.#delay = delay;
    this.#repeat = repeat;
  }

  /** Makes the timer keep the program alive again. */
  ref() {
    if (!this.#refed) {
      this.#refed = true;
      if (this.#list !== undefined) changeRefs(1);
    }
    return this;
  }

  /** Lets the program end while the timer is waiting. */
  unref() {
    if (this.#refed) {
      this.#refed = false;
      if (this.#list !== undefined) changeRefs(-1);
    }
    return this;
  }

  hasRef() {
    return this.#refed;
  }

  /** Starts the delay anew, also for a timer that has fired, but not for one that was cleared. */
  refresh() {
    if (this.#callback !== undefined) {
      if (this.#list !== undefined) this.#leave();
      schedule(this);
    }
    return this;
  }

  close() {
    cancel(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    if (this.#id === undefined) {
      this.#id = this.#sequence;
      timersById.set(this.#id, this);
    }
    return this.#id;
  }

  #join(now) {
    let list = lists.get(this.#delay);
    this.#deadline = now + this.#delay;
    this.#sequence = ++lastSequence;
    if (this.#refed) refs++;
    if (list === undefined) {
      list = new TimerList(this.#delay);
      lists.set(this.#delay, list);
      list.first = this;
      list.last = this;
      this.#list = list;
      heapInsert(list);
      return;
    }
    this.#list = list;
    this.#previous = list.last;
    list.last.#next = this;
    list.last = this;
  }

  #leave() {
    const list = this.#list;
    const previous = this.#previous;
    const next = this.#next;
    this.#list = undefined;
    this.#previous = undefined;
    this.#next = undefined;
    if (this.#refed) refs--;
    if (next === undefined) list.last = previous;
    else next.#previous = previous;
    if (previous !== undefined) {
      previous.#next = next;
    } else if (next !== undefined) {
      list.first = next;
      heapSink(list);
    } else {
      lists.delete(list.delay);
      heapRemove(list);
    }
  }

  static {
    firesBefore = (a, b) => a.#deadline < b.#deadline || (a.#deadline === b.#deadline && a.#sequence < b.#sequence);

    deadlineOf = (timer) => timer.#deadline;

    schedule = (timer) => {
      timer.#join(native.clock());
      if (!running) arm();
    };

    cancel = (timer) => {
      timer.#callback = undefined;
      if (timer.#id !== undefined) timersById.delete(timer.#id);
      if (timer.#list === undefined) return;
      timer.#leave();
      updateRef();
    };

    /** The next timer due at `now` that is not younger than `sequence`, taken off its list. */
    takeFirst = (now, sequence) => {
      const timer = heap[0]?.first;
      if (timer === undefined || timer.#deadline > now || timer.#sequence > sequence) return undefined;
      timer.#leave();
      return timer;
    };

    run = (timer, now) => {
      const args = timer.#args;
      try {
        if (args.length === 0) timer.#callback();
        else timer.#callback(...args);
      } finally {
        if (timer.#callback !== undefined && timer.#list === undefined) {
          if (timer.#repeat) timer.#join(now);
          else if (timer.#id !== undefined) timersById.delete(timer.#id);
        }
      }
    };
  }
}

class TimerList {
  first = undefined;
  last = undefined;
  /** Index in the heap. */
  position = 0;

  constructor(delay) {
    this.delay = delay;
  }
}

function heapInsert(list) {
  let position = heap.length;
  while (position > 0) {
    const parent = (position - 1) >> 1;
    if (!firesBefore(list.first, heap[parent].first)) break;
    heapPlace(heap[parent], position);
    position = parent;
  }
  heapPlace(list, position);
}

/** Moves a list whose first timer has become a later one down to its place. */
function heapSink(list) {
  let { position } = list;
  for (;;) {
    let child = 2 * position + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && firesBefore(heap[child + 1].first, heap[child].first)) child++;
    if (!firesBefore(heap[child].first, list.first)) break;
    heapPlace(heap[child], position);
    position = child;
  }
  heapPlace(list, position);
}

function heapRemove(list) {
  const last = heap.pop();
  if (last === list) return;
  let { position } = list;
  while (position > 0) {
    const parent = (position - 1) >> 1;
    if (!firesBefore(last.first, heap[parent].first)) break;
    heapPlace(heap[parent], position);
    position = parent;
  }
  heapPlace(last, position);
  heapSink(last);
}

function heapPlace(list, position) {
  heap[position] = list;
  list.position = position;
}

function changeRefs(by) {
  refs += by;
  updateRef();
}

function updateRef() {
  if (sleepId === 0 || sleepRef === refs > 0) return;
  sleepRef = refs > 0;
  native.setRef(sleepId, sleepRef);
}

/** Makes sure a sleep is outstanding that ends no later than the earliest timer is due. */
function arm() {
  const first = heap[0]?.first;
  if (first !== undefined) {
    const deadline = deadlineOf(first);
    if (sleepId === 0 || deadline < sleepDeadline) {
      if (sleepId !== 0) native.cancel(sleepId);
      sleepDeadline = deadline;
      sleepRef = true;
      sleepId = native.sleep(Math.max(0, deadline - native.clock()), wake);
    }
  }
  updateRef();
}

function wake() {
  sleepId = 0;
  try {
    runDue();
  } finally {
    arm();
  }
}

/** Runs the timers that are due, but none that their callbacks set. Returns whether there was one. */
function runDue() {
  const sequence = lastSequence;
  const now = native.clock();
  let timer = takeFirst(now, sequence);
  if (timer === undefined) return false;
  running = true;
  try {
    for (;;) {
      run(timer, now);
      timer = takeFirst(now, sequence);
      if (timer === undefined) return true;
      native.drain();
    }
  } finally {
    running = false;
  }
}

/** https://html.spec.whatwg.org/#dom-settimeout, returning an object as Node does. */
export function setTimeout(callback, delay, ...args) {
  requireCallback(callback);
  const timer = new Timeout(callback, toDelay(delay), args, false);
  schedule(timer);
  return timer;
}

export function setInterval(callback, delay, ...args) {
  requireCallback(callback);
  const timer = new Timeout(callback, toDelay(delay), args, true);
  schedule(timer);
  return timer;
}

/** Accepts a timer, or the number or numeric string it was turned into; anything else is ignored. */
export function clearTimeout(timer) {
  if (timer instanceof Timeout) {
    cancel(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const known = timersById.get(Number(timer));
    if (known !== undefined) cancel(known);
  }
}

export function clearInterval(timer) {
  clearTimeout(timer);
}

/** Node's rule: what is not a delay between 1 and 2^31 - 1 becomes 1; fractions are cut off. */
function toDelay(delay) {
  delay = Math.trunc(Number(delay));
  return delay >= 1 && delay <= LONGEST_DELAY ? delay : 1;
}

function requireCallback(callback) {
  if (typeof callback === 'function') return;
  throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "callback" argument must be of type function.');
}

let takeImmediate;
let immediateArguments;

/** @type {Immediate[]} */
let immediates = [];
let immediateRefs = 0;
let immediateId = 0;
let immediateRef = true;

/** What `setImmediate` returns. */
export class Immediate {
  #refed = true;
  /** Undefined once run or cleared. */
  #callback;
  #args;

  constructor(callback, args) {
    this.#callback = callback;
    this.#args = args;
  }

  ref() {
    if (!this.#refed) {
      this.#refed = true;
      if (this.#callback !== undefined) changeImmediateRefs(1);
    }
    return this;
  }

  unref() {
    if (this.#refed) {
      this.#refed = false;
      if (this.#callback !== undefined) changeImmediateRefs(-1);
    }
    return this;
  }

  hasRef() {
    return this.#refed;
  }

  static {
    takeImmediate = (immediate) => {
      const callback = immediate.#callback;
      if (callback === undefined) return undefined;
      immediate.#callback = undefined;
      if (immediate.#refed) immediateRefs--;
      return callback;
    };
    immediateArguments = (immediate) => immediate.#args;
  }
}

export function setImmediate(callback, ...args) {
  requireCallback(callback);
  const immediate = new Immediate(callback, args);
  immediates.push(immediate);
  changeImmediateRefs(1);
  return immediate;
}

export function clearImmediate(immediate) {
  if (!(immediate instanceof Immediate)) return;
  takeImmediate(immediate);
  changeImmediateRefs(0);
}

function changeImmediateRefs(by) {
  immediateRefs += by;
  if (immediateId === 0 && immediates.length > 0) {
    immediateRef = true;
    immediateId = native.sleep(0, runImmediates);
  }
  if (immediateId !== 0 && immediateRef !== immediateRefs > 0) {
    immediateRef = immediateRefs > 0;
    native.setRef(immediateId, immediateRef);
  }
}

/** Runs the immediates set so far, after the timers that are due; those set meanwhile wait for the next turn. */
function runImmediates() {
  immediateId = 0;
  const batch = immediates;
  immediates = [];
  let next = 0;
  let drain = false;
  try {
    drain = runDue();
    while (next < batch.length) {
      const immediate = batch[next++];
      const callback = takeImmediate(immediate);
      if (callback === undefined) continue;
      if (drain) native.drain();
      drain = true;
      callback.apply(immediate, immediateArguments(immediate));
    }
  } finally {
    if (next < batch.length) immediates = batch.slice(next).concat(immediates);
    changeImmediateRefs(0);
    arm();
  }
}
