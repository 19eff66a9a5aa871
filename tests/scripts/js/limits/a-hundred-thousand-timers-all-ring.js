// flags: --max-calls 200000
let rung = 0;
for (let i = 0; i < 100_000; i += 1) setTimeout(() => (rung += 1), i % 10);
setTimeout(() => print(rung), 200);
