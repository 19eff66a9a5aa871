for (const name of ['./parts/nothing.js', './parts/broken.js', './parts/throws.js', './parts/throws.js', 'no-such-package', 'node:no-such-module']) {
  await import(name).catch((error) => print(name, error.name, error.code));
}
print(globalThis.evaluations);
