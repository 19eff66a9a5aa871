class Thing:
    attribute = 1

    def method(self):
        pass


t = Thing()
f = lambda x: x
n, s, l, d, none, flt = 5, "text", [1], {"k": 1}, None, 1.5
for code in """none + 1
1 + none
none()
none[0]
none.x
none[0] = 1
del none[0]
for x in none: pass
len(none)
none < 1
-none
none in l
l in none
[*none]
n[0]
n()
n.x
n[0] = 1
len(n)
for x in n: pass
a, b = n
s + n
n + s
s - s
s * s
s()
s[0] = "x"
s.x
s.x = 1
s["key"]
l["key"]
l[1.5]
l()
l + s
l.x = 1
l[none]
d + d
d.k
d()
d[0]
f[0]
f.x
f + 1
f < f
len(f)
t()
t[0]
t + 1
t < t
len(t)
iter(t)
t.method[0]
t.method.x = 1
Thing + 1
Thing[0]
Thing()()
~flt
flt[0]
flt % s
s % flt
d | l
l | l
s in n
n in s
[] > ()
{} >= {}
n @ n
round(s)
abs(l)
sum(s)
max(n)
sorted(n)
reversed(n)
int(l)
float(d)
"".join(l)
range(s)
isinstance(n, s)
next(l)
print(*n)
f(**l)
f(*n)
f(x=1, **{"x": 2})
raise n
raise s
"a" "b"[none]
assert not l, f()
lambda: none
with n: pass
n if none else none()
x: n[0] = 1""".splitlines():
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
