# Places that CPython's tokenizer, its parser and its compiler count differently.
sources = [
    'x = = 1',
    'if x:\n',
    '  x = 1',
    'x = (1,\n',
    'x = (1,\n = 2',
    'x = 1__0',
    'x = 0777',
    "f'{a b}'",
    "x = '\xe9' + (",
    '\xe9 = 5 5',
    'def f():\n  x\n y',
    'class A\n',
    'return',
    'def f(x, x): pass',
    "x = '''a\n\n",
    'f(1, 2 3)\ng(',
    'a = (\n1 2\n)',
    '{1:2, 3}',
    'x = {1: *a}',
    'try:\n  pass\nx',
    'with a as 1: pass',
    'if a:\n\tb\n        c',
    'a\\',
    '\\ x',
    'global x, 5',
    "print 'a'",
    '[a, b\n c]',
]
for source in sources:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(ascii(source), ascii(error.args), error.end_lineno, error.end_offset, ascii(error.text))
