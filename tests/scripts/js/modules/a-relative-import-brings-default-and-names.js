import twice, { unit } from './parts/twice.js';
import * as all from './parts/twice.js';
import { measure, url } from './parts/deep/leaf.js';
print(twice(21), unit, measure, url);
print(Object.keys(all).join(), all.default === twice, all[Symbol.toStringTag]);
