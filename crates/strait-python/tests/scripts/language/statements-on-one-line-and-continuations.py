x = 1; y = 2; print(x, y);
if x: print("one line"); print("both")
else: print("no")
for i in range(2): print(i, end=" "); print("in loop")
while x: x -= 1; print("x is", x)
class C: a = 1; b = 2
def f(): return 1; print("never")
print(C.a, C.b, f())
total = 1 + \
    2 + \
    3
print(total)
values = [
    1,

    # a comment between
    2,
        3,  # odd indentation is fine in brackets
  ]
print(values, (
    "a"
    "b"
))
try: 1 / 0
except ZeroDivisionError: print("caught")
finally: print("done")
with __import__("contextlib").nullcontext(5) as five: print(five)
if True:
	print("tab")
	if True:
	        print("tab and spaces")
if x:
    pass
elif not x: print("elif")
print("a"); \
print("b")
def g(a, b,): return a, b,
print(g(1, 2,), (3,), [4,], {5,}, {"k": 6,})
...
"a string statement"
1 + 1
pass; pass
print(x if x
      else "wrapped")
