sources = [
    "x = = 1",
    "print('a'\nprint('b')",
    "a = 1\nb = (2 +\nc = 3",
    "def f(x, x):\n    pass",
    "f(1 2)",
    "x = 'abc",
    "x = '''abc\ndef",
    "if x = 1:\n    pass",
    "for i in range(3)\n    print(i)",
    "5 = x",
    "a = 1\n\n\nreturn a",
    "é = $",
    "x = [1,\n     2,\n     3 4]",
    "class A:\n    def f(self):\n    pass",
    "f(a=1, b)",
    "print 'hello'",
    "x = f'{a b}'",
    "x = f'{'",
    "async = 5",
    "raise ValueError, 'x'",
    "a.b.c = d e",
    "def f():\n\treturn\n  x",
    "from x import (a, b",
    "x = {1: 2, 3}",
    "lambda x=: 1",
    "del f(x)",
    "x = yield = 1",
    "if True:\n    x = 1\n  y = 2",
    "while x\n  y",
    "a b",
    "1 + + + ",
    "\\ x",
    "x = 1 \\",
    "nonlocal x",
    "def f():\n    nonlocal q",
]
for source in sources:
    try:
        compile(source, "file.py", "exec")
        print(repr(source), "compiles")
    except SyntaxError as e:
        print(repr(source), "->", e.msg, "|", e.filename, e.lineno, e.offset)
