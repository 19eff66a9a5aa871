sources = [
    "if x:\npass",
    "if x:\n",
    "def f():\nreturn 1",
    "class A:\nx = 1",
    "for x in y:\nprint(x)",
    "while x:\n",
    "try:\npass",
    "try:\n  pass\nexcept:\npass",
    "try:\n  pass\nexcept E:\npass",
    "try:\n  pass\nfinally:\npass",
    "try:\n  pass\nexcept* E:\npass",
    "with x:\npass",
    "if x:\n  pass\nelse:\npass",
    "if x:\n  pass\nelif y:\npass",
    "for x in y:\n  pass\nelse:\npass",
    "while x:\n  pass\nelse:\npass",
    "  x = 1",
    "x = 1\n  y = 2",
    "if x:\n    a\n  b",
    "if x:\n  a\n    b",
    "if x:\n\ta\n        b",
    "if x:\n        a\n\tb",
    "match x:\ncase 1: pass",
    "match x:\n  case 1:\n  pass",
    "async def f():\npass",
    "def f():\n  '''doc'''\n   x = 1",
    "class A:\n  def f(self):\n  pass",
    "lambda:\n  1",
    "if x:\n  # only a comment\ny = 1",
    "def f(\n):\nx",
    "async with x:\npass",
    "  \n  # comment\n  x",
    "type X = (\n  1\n  )\n y",
]
for source in sources:
    try:
        compile(source, "s", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), "->", type(error).__name__, error.msg, error.lineno)
