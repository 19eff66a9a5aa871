import { both } from './parts/cycle-a.js';
print(both());
