let count = 0;
const timer = setInterval((step) => {
  count += step;
  print(count);
  if (count === 6) clearInterval(timer);
}, 1, 2);
