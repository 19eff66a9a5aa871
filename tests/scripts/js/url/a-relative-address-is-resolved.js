for (const [path, base] of [['../x?y#z', 'http://h/a/b/c'], ['//other/p', 'https://h/a'], ['?only', 'http://h/a?b'], ['', 'http://h/a?b#c'], ['mailto:x', 'http://h/'], ['\\back', 'http://h/a/b']]) {
  print(new URL(path, base).href);
}
