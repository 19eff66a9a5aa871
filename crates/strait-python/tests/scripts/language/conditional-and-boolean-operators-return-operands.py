print(0 or "default", "" and 1, 1 and 2 and 3, None or 0 or [], [] or {} or ())
print(not 0, not [0], not "", not not "x")
print("a" if [] else "b", 1 if 1 else 2 if 1 else 3, (1 if 0 else 2 if 0 else 3))
print(1 and 0 or 5, not 1 == 2, (not 1) == 2)


class Truth:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value

    def __repr__(self):
        return self.name


t, f = Truth("t", True), Truth("f", False)
print(t and f)
print(f and t)
print(f or t)
print(not t)
print(t or f and t)
print((t and f) or f)
if not (f or f):
    print("none")
while f:
    pass
x = lambda: 1 if f else 2
print(x())
