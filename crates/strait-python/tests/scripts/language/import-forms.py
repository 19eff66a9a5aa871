import math
import math as m, json as j
import os.path
import collections.abc as containers
from math import pi, sqrt as root
from string import (
    ascii_lowercase,
    digits,
)
from textwrap import *

print(m is math, j.__name__, os.path.join("a", "b"), containers.Sized.__name__, pi, root(16), ascii_lowercase[:3])
print(digits)
print(dedent("  x"), "TextWrapper" in globals(), "_wordsep" in globals(), "re" in globals())


def local_import():
    from json import dumps
    import itertools

    return dumps([1]), next(itertools.count(5))


print(local_import())
print(__import__("math") is math, __import__("os.path").__name__, __name__)
for statement in [
    "import nosuchmodule", "import math.nosuch", "from math import nosuch", "from nosuch.sub import x",
    "from collections import nope, deque",
]:
    try:
        exec(statement)
    except ImportError as error:
        print(type(error).__name__, "|", error.msg.split(" (")[0], "|", error.name)
for source in [
    "def f():\n from math import *", "import a.b as c.d", "from . import", "from __future__ import nope",
    "x = 1\nfrom __future__ import annotations",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
