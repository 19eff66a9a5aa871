/** The longest delay that `setTimeout` takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** `time.sleep`. Not finite or negative counts as zero. */
export function sleep(_context, { milliseconds }, signal) {
  const end = performance.now() + (Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : 0);
  return new Promise((resolve) => {
    let timer;
    const onAbort = () => clearTimeout(timer);
    const wait = () => {
      const left = end - performance.now();
      if (left <= 0) {
        signal.removeEventListener('abort', onAbort);
        resolve({ name: 'done' });
      } else {
        timer = setTimeout(wait, Math.min(left, LONGEST_TIMEOUT));
      }
    };
    signal.addEventListener('abort', onAbort);
    wait();
  });
}
