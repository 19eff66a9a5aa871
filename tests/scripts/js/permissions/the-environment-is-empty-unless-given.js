// flags: --env COLOUR=green --env EMPTY=
print(Object.keys(process.env).sort().join());
print(process.env.COLOUR, JSON.stringify(process.env.EMPTY), process.env.PATH, env.COLOUR);
