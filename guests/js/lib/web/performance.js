/** https://w3c.github.io/hr-time/ and https://w3c.github.io/user-timing/: the clock, marks and measures. */

import { now, timeOrigin } from './clock.js';
import { DOMException } from './exception.js';
import { EventTarget } from './event.js';
import { structuredClone } from './structured_clone.js';
import { expose, inspectAs, internal, required, requireInternal } from './webidl.js';

export class PerformanceEntry {
  #name;
  #type;
  #start;
  #duration;

  constructor(token, name, type, start, duration) {
    requireInternal(token);
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
  }

  get name() {
    return this.#name;
  }

  get entryType() {
    return this.#type;
  }

  get startTime() {
    return this.#start;
  }

  get duration() {
    return this.#duration;
  }

  toJSON() {
    const { name, entryType, startTime, duration } = this;
    return { name, entryType, startTime, duration, ...('detail' in this ? { detail: this.detail } : {}) };
  }
}
expose(PerformanceEntry);

export class PerformanceMark extends PerformanceEntry {
  #detail;

  constructor(name, options = {}) {
    required(arguments.length, 1, 'PerformanceMark constructor');
    const start = options.startTime === undefined ? now() : Number(options.startTime);
    if (!(start >= 0)) throw new TypeError(`A mark cannot start at ${options.startTime}.`);
    super(internal, `${name}`, 'mark', start, 0);
    this.#detail = options.detail === undefined ? null : structuredClone(options.detail);
  }

  get detail() {
    return this.#detail;
  }
}
expose(PerformanceMark);

export class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(token, name, start, duration, detail) {
    requireInternal(token);
    super(token, name, 'measure', start, duration);
    this.#detail = detail;
  }

  get detail() {
    return this.#detail;
  }
}
expose(PerformanceMeasure);
for (const Class of [PerformanceMark, PerformanceMeasure]) {
  inspectAs(Class, ['name', 'entryType', 'startTime', 'duration', 'detail']);
}

export class Performance extends EventTarget {
  #entries = [];

  constructor(token) {
    requireInternal(token);
    super();
  }

  get timeOrigin() {
    return timeOrigin();
  }

  now() {
    return now();
  }

  mark(name, options = undefined) {
    required(arguments.length, 1, "Failed to execute 'mark' on 'Performance'");
    const mark = new PerformanceMark(name, options ?? {});
    this.#entries.push(mark);
    return mark;
  }

  /** measure(name[, startMark[, endMark]]) and measure(name, { start, end, duration, detail }). */
  measure(name, startOrOptions = undefined, endMark = undefined) {
    required(arguments.length, 1, "Failed to execute 'measure' on 'Performance'");
    const options =
      startOrOptions !== null && typeof startOrOptions === 'object'
        ? startOrOptions
        : { start: startOrOptions, end: endMark };
    const { start, end, duration, detail } = options;
    if (start !== undefined && end !== undefined && duration !== undefined) {
      throw new TypeError('A measure takes two of start, end and duration.');
    }
    const length = duration === undefined ? undefined : Number(duration);
    let ended = end === undefined ? now() : this.#time(end);
    if (end === undefined && start !== undefined && length !== undefined) ended = this.#time(start) + length;
    let began = start === undefined ? 0 : this.#time(start);
    if (start === undefined && length !== undefined) began = ended - length;
    const copy = detail === undefined ? null : structuredClone(detail);
    const measure = new PerformanceMeasure(internal, `${name}`, began, ended - began, copy);
    this.#entries.push(measure);
    return measure;
  }

  clearMarks(name = undefined) {
    this.#clear('mark', name);
  }

  clearMeasures(name = undefined) {
    this.#clear('measure', name);
  }

  getEntries() {
    return this.#entries.toSorted((a, b) => a.startTime - b.startTime);
  }

  getEntriesByType(type) {
    return this.getEntries().filter((entry) => entry.entryType === `${type}`);
  }

  getEntriesByName(name, type = undefined) {
    const isWanted = (entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`);
    return this.getEntries().filter(isWanted);
  }

  toJSON() {
    return { timeOrigin: this.timeOrigin };
  }

  #clear(type, name) {
    const isKept = (entry) => entry.entryType !== type || (name !== undefined && entry.name !== `${name}`);
    this.#entries = this.#entries.filter(isKept);
  }

  /** The moment of a mark, or a number as it is. */
  #time(value) {
    if (typeof value === 'number') return value;
    const mark = this.#entries.findLast((entry) => entry.entryType === 'mark' && entry.name === `${value}`);
    if (mark === undefined) throw new DOMException(`The mark '${value}' does not exist.`, 'SyntaxError');
    return mark.startTime;
  }
}
expose(Performance);
inspectAs(Performance, ['timeOrigin']);

export const performance = new Performance(internal);
