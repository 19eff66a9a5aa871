globalThis.evaluations = (globalThis.evaluations ?? 0) + 1;
throw new RangeError('while loading');
