const value = await sleep((a) => `${a} rested`, 5, 'well');
print(value);
