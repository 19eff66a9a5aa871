const bytes = new Uint8Array(64);
print(crypto.getRandomValues(bytes) === bytes, bytes.some((byte) => byte !== 0));
print(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
print(crypto.randomUUID() !== crypto.randomUUID());
for (const array of [new Float64Array(1), new Uint8Array(65537)]) {
  try {
    crypto.getRandomValues(array);
  } catch (error) {
    print(error.name);
  }
}
