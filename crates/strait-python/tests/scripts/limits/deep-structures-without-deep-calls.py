nested = []
for _ in range(100_000):
    nested = [nested]
depth = 0
while nested:
    nested = nested[0]
    depth += 1
print(depth)


class Link:
    __slots__ = ("next", "value")

    def __init__(self, value, next):
        self.value, self.next = value, next


head = None
for i in range(100_000):
    head = Link(i, head)
total, node = 0, head
while node is not None:
    total += node.value
    node = node.next
print(total)
del head, node
print("freed")
deep = ()
for _ in range(500):
    deep = (deep,)
try:
    print(len(repr(deep)), hash(deep) == hash(deep), deep == deep)
except RecursionError:
    print("RecursionError")
very = []
for _ in range(10_000):
    very = [very]
other = []
for _ in range(10_000):
    other = [other]
for name, action in [
    ("repr", lambda: repr(very)), ("compare", lambda: very == other), ("json", lambda: __import__("json").dumps(very)),
    ("copy", lambda: __import__("copy").deepcopy(very)),
]:
    try:
        action()
        print(name, "worked")
    except RecursionError as error:
        print(name, "RecursionError")
while very:
    very, other = very[0], other[0]
expression = "+".join(["1"] * 2000)
print(eval(expression), len(eval("[" + "1," * 5000 + "]")))
chain = iter(range(3))
for _ in range(200):
    chain = map(lambda x: x + 1, chain)
print(list(chain))
