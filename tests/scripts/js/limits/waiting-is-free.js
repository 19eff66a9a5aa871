// flags: --cpu-time 300ms
setTimeout(() => print('rested'), 600);
