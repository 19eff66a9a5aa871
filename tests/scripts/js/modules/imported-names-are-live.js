import { count, increase } from './parts/twice.js';
const again = await import('./parts/twice.js');
increase();
again.increase();
print(count, again.count);
try {
  again.count = 5;
} catch (error) {
  print(error.name);
}
