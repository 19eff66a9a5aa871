class Cycle:
    def __init__(self, size):
        self.me = self
        self.payload = [0] * size
        self.callback = lambda: self


total = 0
for i in range(3_000):
    c = Cycle(2_000)
    total += len(c.payload)
print(total)
for i in range(200):
    a, b = [0] * 50_000, []
    a.append(b)
    b.append(a)
print(len(a), len(b))
text = ""
for i in range(20_000):
    text = (text + str(i))[-100:]
print(text[-20:])
chunks = []
for i in range(300):
    chunks.append(b"x" * 100_000)
    if len(chunks) > 10:
        chunks.clear()
print(len(chunks))


def churn(n):
    for i in range(n):
        yield {"i": i, "l": [i] * 100, "s": f"{i}" * 50}


print(sum(len(d["l"]) for d in churn(20_000)))
import gc

print(gc.collect() >= 0, gc.isenabled())
try:
    numbers = [0] * (10**17)
except MemoryError as error:
    print("MemoryError", error)
print("goes on")
