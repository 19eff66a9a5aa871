def loads(text): return 'my own'
