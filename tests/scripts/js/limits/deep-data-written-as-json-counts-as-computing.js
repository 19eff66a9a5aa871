// flags: --cpu-time 300ms
// exit: 123
// stderr: CPU time; allow more with --cpu-time
let nested = [];
for (let i = 0; i < 200_000; i += 1) nested = [nested];
while (true) {
  try {
    JSON.stringify(nested);
  } catch {}
}
