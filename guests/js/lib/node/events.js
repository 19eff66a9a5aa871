// Node's `events`. Written here rather than taken from npm: the package of that name predates captureRejections,
// errorMonitor and the async iterators, and `emit` is on the path of every request.
import { codedError, unsupported } from '../error.js';
import { nextTick } from '../tick.js';
import { abortError, invalidArgType, outOfRange, validateAbortSignal, validateFunction } from './errors.js';
import { emitWarning } from './warning.js';

export const captureRejectionSymbol = Symbol.for('nodejs.rejection');
export const errorMonitor = Symbol('events.errorMonitor');

const kCapture = Symbol('kCapture');

let defaultMaxListeners = 10;
let captureByDefault = false;

/** Callable without `new`, as Node's: old style subclasses do `EventEmitter.call(this)`. */
export function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

const prototype = EventEmitter.prototype;
prototype._events = undefined;
prototype._eventsCount = 0;
prototype._maxListeners = undefined;

EventEmitter.init = function init(options) {
  // A subclass may have put listeners in place before calling this constructor; those of its prototype do not count.
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  if (options?.captureRejections !== undefined) {
    if (typeof options.captureRejections !== 'boolean') {
      throw invalidArgType('options.captureRejections', 'of type boolean', options.captureRejections);
    }
    this[kCapture] = options.captureRejections;
  }
};

Object.defineProperty(prototype, kCapture, { value: undefined, writable: true, enumerable: false });

prototype.setMaxListeners = function setMaxListeners(count) {
  this._maxListeners = validCount(count, 'n');
  return this;
};

prototype.getMaxListeners = function getMaxListeners() {
  return this._maxListeners ?? defaultMaxListeners;
};

prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
    if (events?.error === undefined) throw unhandledError(args[0]);
  }
  const handler = events?.[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = handler.apply(this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
    return true;
  }
  for (const listener of handler.slice()) {
    const result = listener.apply(this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
  }
  return true;
};

prototype.addListener = function addListener(type, listener) {
  attach(this, type, listener, false);
  return this;
};
prototype.on = prototype.addListener;

prototype.prependListener = function prependListener(type, listener) {
  attach(this, type, listener, true);
  return this;
};

prototype.once = function once(type, listener) {
  validateFunction(listener, 'listener');
  return this.on(type, wrapOnce(this, type, listener));
};

prototype.prependOnceListener = function prependOnceListener(type, listener) {
  validateFunction(listener, 'listener');
  return this.prependListener(type, wrapOnce(this, type, listener));
};

prototype.removeListener = function removeListener(type, listener) {
  validateFunction(listener, 'listener');
  const events = this._events;
  const list = events?.[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    forget(this, type);
    if (events.removeListener !== undefined) this.emit('removeListener', type, list.listener ?? listener);
    return this;
  }
  if (typeof list === 'function') return this;
  let index = list.length - 1;
  while (index >= 0 && list[index] !== listener && list[index].listener !== listener) index -= 1;
  if (index < 0) return this;
  // The list of an emit in progress is a copy, so it may be changed in place.
  list.splice(index, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
prototype.off = prototype.removeListener;

prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    if (arguments.length === 0) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      forget(this, type);
    }
    return this;
  }
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = Object.create(null);
    this._eventsCount = 0;
    return this;
  }
  const list = events[type];
  if (typeof list === 'function') {
    this.removeListener(type, list);
  } else if (list !== undefined) {
    for (const listener of list.slice().reverse()) this.removeListener(type, listener);
  }
  return this;
};

prototype.listeners = function listeners(type) {
  return listenersOf(this, type).map((listener) => listener.listener ?? listener);
};

prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type);
};

prototype.listenerCount = function listenerCount(type, listener) {
  const list = this._events?.[type];
  if (list === undefined) return 0;
  if (listener !== undefined && listener !== null) {
    return listenersOf(this, type).filter((each) => each === listener || each.listener === listener).length;
  }
  return typeof list === 'function' ? 1 : list.length;
};

prototype.eventNames = function eventNames() {
  return this._events === undefined ? [] : Reflect.ownKeys(this._events);
};

/** Adds a listener: for classes that override `on`. @param {boolean} first before all others */
export function attach(emitter, type, listener, first) {
  if (typeof listener !== 'function') validateFunction(listener, 'listener');
  let events = emitter._events;
  if (events === undefined) {
    events = { __proto__: null };
    events[type] = listener;
    emitter._events = events;
    emitter._eventsCount = 1;
    return;
  }
  if (events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener ?? listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount += 1;
    return;
  }
  let list = existing;
  if (typeof existing === 'function') {
    list = events[type] = first ? [listener, existing] : [existing, listener];
  } else if (first) {
    list.unshift(listener);
  } else {
    list.push(listener);
  }
  const limit = emitter._maxListeners ?? defaultMaxListeners;
  if (limit > 0 && list.length > limit && !list.warned) {
    list.warned = true;
    warnOfLeak(emitter, type, list.length);
  }
}

function warnOfLeak(emitter, type, count) {
  const name = emitter.constructor?.name ?? 'EventEmitter';
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${count} ${String(type)} listeners added to [${name}]. ` +
      'Use emitter.setMaxListeners() to increase limit',
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = count;
  emitWarning(warning);
}

function forget(emitter, type) {
  emitter._eventsCount -= 1;
  if (emitter._eventsCount === 0) emitter._events = Object.create(null);
  else delete emitter._events[type];
}

function listenersOf(emitter, type) {
  const list = emitter._events?.[type];
  if (list === undefined) return [];
  return typeof list === 'function' ? [list] : list.slice();
}

function wrapOnce(emitter, type, listener) {
  const state = { fired: false, emitter, type, listener, wrapper: undefined };
  const wrapper = callOnce.bind(state);
  wrapper.listener = listener;
  state.wrapper = wrapper;
  return wrapper;
}

function callOnce(...args) {
  if (this.fired) return undefined;
  this.emitter.removeListener(this.type, this.wrapper);
  this.fired = true;
  return this.listener.apply(this.emitter, args);
}

function unhandledError(error) {
  if (error instanceof Error) return error;
  const shown = typeof error === 'string' ? `'${error}'` : String(error?.message ?? error);
  const wrapped = codedError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`);
  wrapped.context = error;
  return wrapped;
}

function captureRejection(emitter, result, type, args) {
  if (!(emitter[kCapture] ?? captureByDefault) || typeof result.then !== 'function') return;
  result.then(undefined, (error) => nextTick(deliverRejection, emitter, error, type, args));
}

function deliverRejection(emitter, error, type, args) {
  if (typeof emitter[captureRejectionSymbol] === 'function') {
    emitter[captureRejectionSymbol](error, type, ...args);
    return;
  }
  // While 'error' is emitted, its own listeners are not watched: a rejecting one would never end.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

function validCount(count, name) {
  if (typeof count !== 'number' || !(count >= 0)) throw outOfRange(name, 'a non-negative number', count);
  return count;
}

/** A promise of the arguments of the next `name` event; an 'error' event in the meantime rejects it. */
export async function once(emitter, name, options) {
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const cleanUp = () => {
      removeFrom(emitter, name, onEvent);
      if (name !== 'error' && typeof emitter.once === 'function') emitter.removeListener('error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onEvent = (...args) => {
      cleanUp();
      resolve(args);
    };
    const onError = (error) => {
      cleanUp();
      reject(error);
    };
    const onAbort = () => {
      cleanUp();
      reject(abortError(signal));
    };
    addTo(emitter, name, onEvent, { once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** An async iterator over the arguments of each `name` event. */
export function on(emitter, name, options = {}) {
  const { signal } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal);
  const events = [];
  const waiting = [];
  let failure;
  let finished = false;

  const onEvent = (...args) => {
    const reader = waiting.shift();
    if (reader === undefined) events.push(args);
    else reader.resolve({ value: args, done: false });
  };
  const onError = (error) => {
    const reader = waiting.shift();
    if (reader === undefined) failure = { error };
    else reader.reject(error);
    iterator.return();
  };
  const onAbort = () => onError(abortError(signal));
  const closeNames = options.close ?? [];
  const onClose = () => iterator.return();

  const iterator = {
    next() {
      if (events.length > 0) return Promise.resolve({ value: events.shift(), done: false });
      if (failure !== undefined) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      removeFrom(emitter, name, onEvent);
      if (name !== 'error') removeFrom(emitter, 'error', onError);
      for (const each of closeNames) removeFrom(emitter, each, onClose);
      signal?.removeEventListener('abort', onAbort);
      finished = true;
      for (const reader of waiting.splice(0)) reader.resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error) {
      if (!(error instanceof Error)) throw invalidArgType('EventEmitter.AsyncIterator', 'an instance of Error', error);
      onError(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };

  addTo(emitter, name, onEvent);
  if (name !== 'error' && typeof emitter.on === 'function') emitter.on('error', onError);
  for (const each of closeNames) addTo(emitter, each, onClose);
  signal?.addEventListener('abort', onAbort, { once: true });
  return iterator;
}

function addTo(emitter, name, listener, options) {
  if (typeof emitter.on === 'function') {
    if (options?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, options);
  } else {
    throw invalidArgType('emitter', 'an instance of EventEmitter', emitter);
  }
}

function removeFrom(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else emitter.removeEventListener(name, listener);
}

export function listenerCount(emitter, type) {
  return typeof emitter.listenerCount === 'function'
    ? emitter.listenerCount(type)
    : prototype.listenerCount.call(emitter, type);
}

/** The listeners of an emitter. An EventTarget does not tell its listeners, so it is refused. */
export function getEventListeners(emitter, type) {
  if (typeof emitter?.listeners === 'function') return emitter.listeners(type);
  throw invalidArgType('emitter', 'an instance of EventEmitter', emitter);
}

export function getMaxListeners(emitter) {
  if (typeof emitter?.getMaxListeners === 'function') return emitter.getMaxListeners();
  if (typeof emitter?.addEventListener === 'function') return targetLimits.get(emitter) ?? defaultMaxListeners;
  throw invalidArgType('emitter', 'an instance of EventEmitter or EventTarget', emitter);
}

// An EventTarget never warns; the number is kept so that code which sets it can read it back.
const targetLimits = new WeakMap();

export function setMaxListeners(count = defaultMaxListeners, ...emitters) {
  validCount(count, 'n');
  if (emitters.length === 0) defaultMaxListeners = count;
  for (const emitter of emitters) {
    if (typeof emitter?.setMaxListeners === 'function') emitter.setMaxListeners(count);
    else if (typeof emitter?.addEventListener === 'function') targetLimits.set(emitter, count);
    else throw invalidArgType('eventTargets', 'an instance of EventEmitter or EventTarget', emitter);
  }
}

/** Calls `listener` once when `signal` aborts; the result removes it. */
export function addAbortListener(signal, listener) {
  if (signal === undefined) throw invalidArgType('signal', 'an instance of AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  if (signal.aborted) queueMicrotask(() => listener());
  else signal.addEventListener('abort', listener, { once: true });
  return {
    __proto__: null,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', listener);
    },
  };
}

export class EventEmitterAsyncResource {
  constructor() {
    throw unsupported('EventEmitterAsyncResource', 'there are no async hooks; use EventEmitter');
  }
}

export const usingDomains = false;

Object.assign(EventEmitter, {
  EventEmitter,
  EventEmitterAsyncResource,
  addAbortListener,
  captureRejectionSymbol,
  errorMonitor,
  getEventListeners,
  getMaxListeners,
  listenerCount,
  on,
  once,
  setMaxListeners,
  usingDomains,
});
Object.defineProperties(EventEmitter, {
  defaultMaxListeners: {
    enumerable: true,
    get: () => defaultMaxListeners,
    set(count) {
      defaultMaxListeners = validCount(count, 'defaultMaxListeners');
    },
  },
  captureRejections: {
    enumerable: true,
    get: () => captureByDefault,
    set(value) {
      if (typeof value !== 'boolean') throw invalidArgType('EventEmitter.captureRejections', 'of type boolean', value);
      captureByDefault = value;
    },
  },
});

export { EventEmitter as default };
