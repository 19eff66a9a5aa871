const broken = new Uint8Array([97, 0xc3, 98, 0xf0, 0x9f, 0x98, 0xff, 0xed, 0xa0, 0x80]);
print(new TextDecoder().decode(broken));
try {
  new TextDecoder('utf-8', { fatal: true }).decode(broken);
} catch (error) {
  print(error.name, error.code);
}
