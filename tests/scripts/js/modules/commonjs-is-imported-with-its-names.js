import odd, { kind, here } from './parts/odd.cjs';
import greet, { version } from './parts/callable.cjs';
print(kind, odd.kind, here, odd.isMain);
print(greet('you'), version, greet.version);
