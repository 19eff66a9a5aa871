const timer = setTimeout(() => print('never'), 100_000);
print(timer.hasRef());
timer.unref();
print(timer.hasRef(), typeof timer.refresh, Number(timer) > 0);
