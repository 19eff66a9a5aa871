print(globalThis === global, Object.prototype.toString.call(process), typeof Buffer);
for (const name of ['fetch', 'Headers', 'Request', 'Response', 'ReadableStream', 'WritableStream', 'TransformStream', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'EventTarget', 'Event', 'Blob', 'File', 'FormData', 'structuredClone', 'DOMException', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'TextDecoderStream', 'ByteLengthQueuingStrategy']) {
  if (!(name in globalThis)) print('missing', name);
  else if (Object.keys(globalThis).includes(name) && !['fetch', 'structuredClone', 'queueMicrotask', 'setImmediate', 'clearImmediate'].includes(name)) print('enumerable', name);
}
