print(new TextDecoder('latin1').encoding, new TextDecoder(' ISO-8859-1\n').decode(new Uint8Array([0xe9, 0x80])));
print(new TextDecoder('utf-16le').decode(new Uint8Array([0x41, 0, 0x3d, 0xd8, 0, 0xde])));
print(new TextDecoder('shift_jis').decode(new Uint8Array([0x83, 0x65])), new TextDecoder('koi8-r').decode(new Uint8Array([0xc1])));
try {
  new TextDecoder('no-such');
} catch (error) {
  print(error.name, error.code);
}
