import { format } from 'node:util';
print(format('%s is %d, %i, %f and %j %% %o', 'it', 42.5, 42.9, '1.5', { a: 1 }, [1]));
print(format('%s', null), format('%s', { a: { b: { c: 1 } } }), format('%s', 5n), format('%s', Symbol('x')), format('%d', '0x10'));
print(format('no placeholder', 1, 'two', { three: 3 }));
print(format('%c styled %x', 'css', 1), format(1, 2), format('%s'), format('%s', -0));
