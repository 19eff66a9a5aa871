// flags: --memory 32M
// exit: 122
// stderr: allow more with --memory
const all = [];
for (let i = 0; ; i += 1) all.push(`${i}`.repeat(1000));
