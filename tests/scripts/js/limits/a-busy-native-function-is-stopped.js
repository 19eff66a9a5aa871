// flags: --cpu-time 200ms
// exit: 123
// stderr: CPU time; allow more with --cpu-time
const list = Array.from({ length: 200_000 }, (_, index) => index);
while (true) list.sort(() => 0.5 - Math.random());
