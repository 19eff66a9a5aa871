class Context:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value, trace is not None)
        return self.suppress


with Context("a") as a, Context("b") as b:
    print(a, b)

with (
    Context("c") as c,
    Context("d"),
):
    print(c)

with Context("e", suppress=True), Context("f"):
    raise ValueError("seen by both")
print("went on")

with Context("g", suppress=True):
    with Context("h", suppress=True):
        raise KeyError("seen by h only")


def leave():
    with Context("i"):
        return "value"


print(leave())
table = {}
for x in range(2):
    with Context(f"j{x}") as table[x], (Context("k")):
        continue
print(table)
with Context("tuple") as (first, *rest):
    print(first, rest)
