// Node's `perf_hooks`: the web's performance object.
export const { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance } =
  globalThis;
export default { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance };
