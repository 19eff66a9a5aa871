// What a script sees of a class: its name, and the tag of its objects.
const classes = [AbortController, ReadableStream, WritableStream, TransformStream, TextDecoder, TextEncoder, Buffer, URL, Headers, Blob, FormData];
console.log(classes.map((each) => each.name).join(' '));
console.log(structuredClone.name, fetch.name, setTimeout.name);
console.log([new ReadableStream(), new AbortController(), new TextDecoder(), new Headers()].map((each) => Object.prototype.toString.call(each)).join(' '));
