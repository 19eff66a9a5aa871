import path, { join, resolve, relative, parse, format, normalize, isAbsolute, basename, dirname, extname, sep } from 'node:path';
print(join('/a', '..', 'b', './c/', ''), join(''), normalize('/x//y/../z/.'), resolve('/a/b', '../c', 'd'), resolve('/a', '/b'));
print(relative('/a/b/c', '/a/d'), basename('/x/y.tar.gz', '.gz'), dirname('/x/y/'), extname('.hidden'), extname('a.b.c'), isAbsolute('./x'), sep);
print(JSON.stringify(parse('/home/u/file.txt')), format({ dir: '/d', name: 'n', ext: '.e' }), path.posix === path);
try {
  join(5);
} catch (error) {
  print(error.name);
}
