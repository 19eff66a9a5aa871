import { now } from './clock.js';
import { DOMException } from './exception.js';
import { reportException } from './microtask.js';
import { defineConstants, expose, inspectAs, required, toDictionary } from './webidl.js';

const BUBBLES = 1;
const CANCELABLE = 2;
const COMPOSED = 4;
const STOP_PROPAGATION = 8;
const STOP_IMMEDIATE = 16;
const CANCELED = 32;
const IN_PASSIVE_LISTENER = 64;
const DISPATCH = 128;
const TRUSTED = 256;

const NONE = 0;
const AT_TARGET = 2;

let beginDispatch;
let endDispatch;
let setPassive;
let isStopped;

/** The time of events that are made together. @type {number | undefined} */
let commonTime;

/** https://dom.spec.whatwg.org/#interface-event */
export class Event {
  #type;
  #flags = 0;
  #target = null;
  #time = commonTime ?? now();

  // Looking at `arguments` would cost more than the rest of it.
  constructor(type = required(0, 1, 'Event constructor'), init = undefined) {
    this.#type = typeof type === 'string' ? type : `${type}`;
    if (init !== undefined) {
      init = toDictionary(init, 'Event constructor: the second argument');
      this.#flags = (init.bubbles ? BUBBLES : 0) | (init.cancelable ? CANCELABLE : 0) | (init.composed ? COMPOSED : 0);
    }
  }

  get type() {
    return this.#type;
  }

  get target() {
    return this.#target;
  }

  get srcElement() {
    return this.#target;
  }

  get currentTarget() {
    return this.#flags & DISPATCH ? this.#target : null;
  }

  composedPath() {
    return this.#flags & DISPATCH ? [this.#target] : [];
  }

  get eventPhase() {
    return this.#flags & DISPATCH ? AT_TARGET : NONE;
  }

  stopPropagation() {
    this.#flags |= STOP_PROPAGATION;
  }

  get cancelBubble() {
    return (this.#flags & STOP_PROPAGATION) !== 0;
  }

  set cancelBubble(value) {
    if (value) this.#flags |= STOP_PROPAGATION;
  }

  stopImmediatePropagation() {
    this.#flags |= STOP_PROPAGATION | STOP_IMMEDIATE;
  }

  get bubbles() {
    return (this.#flags & BUBBLES) !== 0;
  }

  get cancelable() {
    return (this.#flags & CANCELABLE) !== 0;
  }

  get returnValue() {
    return (this.#flags & CANCELED) === 0;
  }

  set returnValue(value) {
    if (!value) this.preventDefault();
  }

  preventDefault() {
    if (this.#flags & CANCELABLE && !(this.#flags & IN_PASSIVE_LISTENER)) this.#flags |= CANCELED;
  }

  get defaultPrevented() {
    return (this.#flags & CANCELED) !== 0;
  }

  get composed() {
    return (this.#flags & COMPOSED) !== 0;
  }

  get isTrusted() {
    return (this.#flags & TRUSTED) !== 0;
  }

  get timeStamp() {
    return this.#time;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    required(arguments.length, 1, 'Event.initEvent');
    if (this.#flags & DISPATCH) return;
    this.#type = `${type}`;
    this.#flags = (bubbles ? BUBBLES : 0) | (cancelable ? CANCELABLE : 0);
    this.#target = null;
  }

  static {
    /** Gives the event's type. */
    beginDispatch = (event, target, trust) => {
      if (event.#flags & DISPATCH) {
        throw new DOMException('The event is already being dispatched.', 'InvalidStateError');
      }
      event.#flags |= DISPATCH | trust;
      event.#target = target;
      return event.#type;
    };
    endDispatch = (event) => {
      event.#flags &= ~(DISPATCH | STOP_PROPAGATION | STOP_IMMEDIATE);
      return (event.#flags & CANCELED) === 0;
    };
    setPassive = (event, passive) => {
      if (passive) event.#flags |= IN_PASSIVE_LISTENER;
      else event.#flags &= ~IN_PASSIVE_LISTENER;
    };
    isStopped = (event, flag) => (event.#flags & flag) !== 0;
  }
}
expose(Event);
defineConstants(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 });
inspectAs(Event, ['type', 'defaultPrevented', 'cancelable', 'timeStamp']);

/** https://dom.spec.whatwg.org/#interface-customevent */
export class CustomEvent extends Event {
  #detail;

  constructor(type, init = undefined) {
    required(arguments.length, 1, 'CustomEvent constructor');
    super(type, init);
    this.#detail = init?.detail ?? null;
  }

  get detail() {
    return this.#detail;
  }

  initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
    required(arguments.length, 1, 'CustomEvent.initCustomEvent');
    if (this.eventPhase !== NONE) return;
    this.initEvent(type, bubbles, cancelable);
    this.#detail = detail;
  }
}
expose(CustomEvent);
inspectAs(CustomEvent, ['type', 'defaultPrevented', 'cancelable', 'timeStamp', 'detail']);

/** https://html.spec.whatwg.org/#errorevent */
export class ErrorEvent extends Event {
  #message;
  #filename;
  #lineno;
  #colno;
  #error;

  constructor(type, init = undefined) {
    required(arguments.length, 1, 'ErrorEvent constructor');
    super(type, init);
    this.#message = `${init?.message ?? ''}`;
    this.#filename = `${init?.filename ?? ''}`;
    this.#lineno = init?.lineno >>> 0;
    this.#colno = init?.colno >>> 0;
    this.#error = init?.error;
  }

  get message() {
    return this.#message;
  }

  get filename() {
    return this.#filename;
  }

  get lineno() {
    return this.#lineno;
  }

  get colno() {
    return this.#colno;
  }

  get error() {
    return this.#error;
  }
}
expose(ErrorEvent);
inspectAs(ErrorEvent, ['type', 'message', 'filename', 'lineno', 'colno', 'error']);

/** A message event of the library's own making; `time` is when it came. */
export let messageEvent;

const NO_MESSAGE = Object.freeze({ data: null, origin: '', lastEventId: '', source: null, ports: undefined });

/** https://html.spec.whatwg.org/#messageevent */
export class MessageEvent extends Event {
  #message = NO_MESSAGE;

  constructor(type, init = undefined) {
    super(type, init);
    if (init === undefined) return;
    const { data = null, origin = '', lastEventId = '', source = null, ports = undefined } = init;
    this.#message = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports };
  }

  get data() {
    return this.#message.data;
  }

  get origin() {
    return this.#message.origin;
  }

  get lastEventId() {
    return this.#message.lastEventId;
  }

  get source() {
    return this.#message.source;
  }

  get ports() {
    const ports = Object.freeze([...(this.#message.ports ?? [])]);
    this.#message = { ...this.#message, ports };
    return ports;
  }

  static {
    messageEvent = (type, data, origin, lastEventId, time) => {
      commonTime = time;
      const event = new MessageEvent(type);
      commonTime = undefined;
      event.#message = { data, origin, lastEventId, source: null, ports: undefined };
      return event;
    };
  }
}
expose(MessageEvent);
inspectAs(MessageEvent, ['type', 'data', 'origin', 'lastEventId', 'source']);

/** https://websockets.spec.whatwg.org/#the-closeevent-interface */
export class CloseEvent extends Event {
  #wasClean;
  #code;
  #reason;

  constructor(type, init = undefined) {
    required(arguments.length, 1, 'CloseEvent constructor');
    super(type, init);
    this.#wasClean = Boolean(init?.wasClean);
    this.#code = (init?.code ?? 0) & 0xffff;
    this.#reason = `${init?.reason ?? ''}`.toWellFormed();
  }

  get wasClean() {
    return this.#wasClean;
  }

  get code() {
    return this.#code;
  }

  get reason() {
    return this.#reason;
  }
}
expose(CloseEvent);
inspectAs(CloseEvent, ['type', 'wasClean', 'code', 'reason']);

/** https://xhr.spec.whatwg.org/#interface-progressevent */
export class ProgressEvent extends Event {
  #lengthComputable;
  #loaded;
  #total;

  constructor(type, init = undefined) {
    required(arguments.length, 1, 'ProgressEvent constructor');
    super(type, init);
    this.#lengthComputable = Boolean(init?.lengthComputable);
    this.#loaded = Number(init?.loaded ?? 0);
    this.#total = Number(init?.total ?? 0);
  }

  get lengthComputable() {
    return this.#lengthComputable;
  }

  get loaded() {
    return this.#loaded;
  }

  get total() {
    return this.#total;
  }
}
expose(ProgressEvent);
inspectAs(ProgressEvent, ['type', 'lengthComputable', 'loaded', 'total']);

/** https://dom.spec.whatwg.org/#concept-event-listener */
class Listener {
  removed = false;

  constructor(callback, capture, once, passive) {
    this.callback = callback;
    this.capture = capture;
    this.once = once;
    this.passive = passive;
  }
}

/** Dispatches an event of the library's own making: a trusted one. */
export let fireEvent;
/** The getter and the setter of an event handler attribute. */
export let eventHandler;
export let setEventHandler;
/** Whether a target has a listener for a type: for work that is only worth doing when somebody listens. */
export let hasListeners;

/** https://dom.spec.whatwg.org/#interface-eventtarget */
export class EventTarget {
  /**
   * Type to listeners in order of registration. The arrays are never changed in place, so a dispatch can walk the one it
   * found while listeners come and go.
   * @type {Map<string, Listener[]> | undefined}
   */
  #listeners;
  /** How many of them are for the capturing phase. */
  #capturing = 0;
  /** @type {Map<string, { value: Function | object, listener: Listener }> | undefined} */
  #handlers;

  addEventListener(type, callback, options = undefined) {
    required(arguments.length, 2, 'EventTarget.addEventListener');
    type = `${type}`;
    let capture = false;
    let once = false;
    let passive = false;
    let signal;
    if (typeof options === 'object' && options !== null) {
      capture = Boolean(options.capture);
      once = Boolean(options.once);
      passive = Boolean(options.passive);
      signal = options.signal;
      if (signal !== undefined && !abortSignals.is(signal)) {
        throw new TypeError("EventTarget.addEventListener: 'signal' is not an AbortSignal.");
      }
    } else {
      capture = Boolean(options);
    }
    if (callback === null || callback === undefined) return;
    if (typeof callback !== 'function' && typeof callback !== 'object') {
      throw new TypeError('EventTarget.addEventListener: the listener is neither a function nor an object.');
    }
    if (signal !== undefined && signal.aborted) return;
    const list = this.#listeners?.get(type);
    if (list?.some((listener) => listener.callback === callback && listener.capture === capture)) return;
    const listener = new Listener(callback, capture, once, passive);
    this.#append(type, listener);
    if (signal !== undefined) abortSignals.addAlgorithm(signal, () => this.#remove(type, listener));
  }

  removeEventListener(type, callback, options = undefined) {
    required(arguments.length, 2, 'EventTarget.removeEventListener');
    const capture = typeof options === 'object' && options !== null ? Boolean(options.capture) : Boolean(options);
    type = `${type}`;
    const listener = this.#listeners
      ?.get(type)
      ?.find((candidate) => candidate.callback === callback && candidate.capture === capture);
    if (listener !== undefined) this.#remove(type, listener);
  }

  dispatchEvent(event) {
    if (!(event instanceof Event)) throw new TypeError('EventTarget.dispatchEvent: the argument is not an Event.');
    return this.#dispatch(event, 0);
  }

  #append(type, listener) {
    this.#listeners ??= new Map();
    const list = this.#listeners.get(type);
    this.#listeners.set(type, list === undefined ? [listener] : [...list, listener]);
    if (listener.capture) this.#capturing++;
  }

  #remove(type, listener) {
    if (listener.removed) return;
    listener.removed = true;
    if (listener.capture) this.#capturing--;
    const rest = this.#listeners.get(type).filter((other) => other !== listener);
    if (rest.length === 0) this.#listeners.delete(type);
    else this.#listeners.set(type, rest);
  }

  /** https://dom.spec.whatwg.org/#concept-event-dispatch for a path of one target. */
  #dispatch(event, trust) {
    const type = beginDispatch(event, this, trust);
    if (this.#capturing > 0) this.#invoke(event, type, true);
    this.#invoke(event, type, false);
    return endDispatch(event);
  }

  /** https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke */
  #invoke(event, type, capture) {
    const list = this.#listeners?.get(type);
    if (list === undefined || isStopped(event, STOP_PROPAGATION)) return;
    const { length } = list;
    for (let i = 0; i < length; i++) {
      const listener = list[i];
      if (listener.removed || listener.capture !== capture) continue;
      if (listener.once) this.#remove(type, listener);
      if (listener.passive) setPassive(event, true);
      try {
        const { callback } = listener;
        if (typeof callback === 'function') callback.call(this, event);
        else callback.handleEvent(event);
      } catch (error) {
        reportException(error);
      }
      if (listener.passive) setPassive(event, false);
      if (i + 1 < length && isStopped(event, STOP_IMMEDIATE)) return;
    }
  }

  static {
    fireEvent = (target, event) => target.#dispatch(event, TRUSTED);
    eventHandler = (target, type) => target.#handlers?.get(type)?.value ?? null;
    // https://html.spec.whatwg.org/#event-handler-attributes
    setEventHandler = (target, type, value) => {
      const callable = typeof value === 'function' || (typeof value === 'object' && value !== null);
      const handler = target.#handlers?.get(type);
      if (!callable) {
        if (handler === undefined) return;
        target.#handlers.delete(type);
        target.#remove(type, handler.listener);
        return;
      }
      if (handler !== undefined) {
        handler.value = value;
        return;
      }
      const entry = { value, listener: undefined };
      entry.listener = new Listener(
        (event) => {
          if (typeof entry.value === 'function' && entry.value.call(target, event) === false) event.preventDefault();
        },
        false,
        false,
        false,
      );
      target.#handlers ??= new Map();
      target.#handlers.set(type, entry);
      target.#append(type, entry.listener);
    };
    hasListeners = (target, type) => target.#listeners?.has(type) ?? false;
  }
}
expose(EventTarget);
inspectAs(EventTarget, []);

/** Defines the attribute `on<type>` for each of the types on a class derived from EventTarget. */
export function defineEventHandlers(Class, ...types) {
  for (const type of types) {
    Object.defineProperty(Class.prototype, `on${type}`, {
      get() {
        return eventHandler(this, type);
      },
      set(value) {
        setEventHandler(this, type, value);
      },
      enumerable: true,
      configurable: true,
    });
  }
}

let abortSignals;

/**
 * How listeners look at the `signal` option. AbortSignal is itself an EventTarget, so its module hands these functions in
 * when it is evaluated; importing it here would be a cycle that cannot be evaluated.
 */
export function connectAbortSignals(functions) {
  abortSignals = functions;
}
