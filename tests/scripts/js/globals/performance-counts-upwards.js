const first = performance.now();
const second = performance.now();
print(typeof first, second >= first, first >= 0, first < 60_000);
print(Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);
print(typeof performance.toJSON());
