const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 65]);
print(new TextDecoder().decode(bytes).length, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).length);
const decoder = new TextDecoder('UTF8', { fatal: true, ignoreBOM: true });
print(decoder.encoding, decoder.fatal, decoder.ignoreBOM);
