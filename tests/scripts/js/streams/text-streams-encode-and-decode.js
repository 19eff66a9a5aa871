const bytes = ReadableStream.from(['grü', 'ße']).pipeThrough(new TextEncoderStream());
const split = new TransformStream({ transform: (chunk, c) => chunk.forEach((byte) => c.enqueue(new Uint8Array([byte]))) });
let text = '';
for await (const part of bytes.pipeThrough(split).pipeThrough(new TextDecoderStream())) text += part;
print(text);
