for (const name of ['./parts/nothing', 'no-such-package', 'node:no-such', '']) {
  try {
    require(name);
  } catch (error) {
    print(name, error.name, error.code);
  }
}
