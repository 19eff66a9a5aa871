let nested = [];
for (let i = 0; i < 200_000; i += 1) nested = [nested];
for (const attempt of [() => structuredClone(nested), () => nested.flat(Infinity), () => String(nested)]) {
  try {
    attempt();
    print('done');
  } catch (error) {
    print(/call stack/i.test(error.message));
  }
}
print('going on');
