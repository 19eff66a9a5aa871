// flags: --cpu-time 200ms
// exit: 123
// stderr: CPU time; allow more with --cpu-time
function again() {
  return Promise.resolve().then(again);
}
again();
