sources = """x = = 1
print "hello"
print 5
exec "x"
if x = 1: pass
if x
if x: pass else: pass
while True print(1)
for x in y
for x y: pass
def f()
def f(x y): pass
def f(x, x): pass
def f(a=1, b): pass
def f(*): pass
def f(**k, a): pass
def f(*a, *b): pass
def f(a, /, b, /): pass
def f(*, /): pass
def f(5): pass
def f((a, b)): pass
class
class A x
x = (1, 2
x = [1, 2
x = {1: 2
x = 1)
x = [1, 2)
f(1 2)
f(a b)
[1 2 3]
{1 2}
x = 5 6
5 = x
f() = 1
x + 1 = 2
"a" = 1
None = 1
a, 1 = 2
[a, b + 1] = 1
(a for a in b) = 1
{a} = 1
x if y else z = 1
lambda: 1 = 2
-x = 1
f() += 1
(a, b) += 1
x = y = 5 = z
for 1 in x: pass
for f() in x: pass
with a as 1: pass
del f()
del 1
del x + 1
import
import a.
from a import
from a import (b
from a import *, b
from . import *x
import a as b.c
return 1
yield 1
break
continue
await x
nonlocal x
global x, 5
x++
++x
x--y
x ? y : z
a && b
a || b
!a
a <> b
a === b
x := 5
(x := 5) := 6
lambda x: yield
assert x, 
raise x from
try: pass
try: pass; finally
except: pass
else: pass
elif x: pass
with: pass
async x
async def f(): yield from x
a.b.1
a..b
a b c
@
@x
$x
x = `1`
x = 'abc
x = "abc
x = '''abc
x = 0777
x = 1__0
x = 5x
'a' 'b' c
f(**a, *b)
f(a=1, 2)
f(a=1, a=2)
f(x for x in y, 1)
f(1=2)
f(True=1)
[x for x in]
[x for in y]
[for x in y]
{x: y for x}
(x for)
[x, y for x in z]
x[1:2:3:4]
x[]
a = b c = d
if True:
not
x not y
x is is y
a and
a or or b
*a
**a
print(**a, b)
match x: case 1: pass
type X
type X =
def f[T]: pass
class A[: pass
pass x
del
global
lambda
1 +
a, b
def f(): pass def g(): pass
x = {**a, b}
x = {a, **b}
x = {a: 1, *b}
x = {a: 1, b}""".splitlines()
for source in sources:
    try:
        compile(source, "s", "exec")
        print(f"{source:<32} compiles")
    except SyntaxError as error:
        print(f"{source:<32} {'' if type(error) is SyntaxError else type(error).__name__ + ' '}{error.msg}")
