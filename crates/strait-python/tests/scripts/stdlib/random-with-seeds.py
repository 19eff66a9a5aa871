import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.uniform(1, 5), random.choice("abcdef"))
print(random.randrange(0, 100, 7), random.getrandbits(70))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.choices("ab", k=5))
print(random.choices(["x", "y", "z"], weights=[1, 2, 7], k=6), random.sample(["a", "b", "c"], 2, counts=[2, 1, 1]))
print(random.choices([1, 2], cum_weights=[1, 4], k=4))
drawn = (
    random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(1.5), random.triangular(0, 10, 3),
    random.betavariate(1, 2), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.paretovariate(3),
    random.vonmisesvariate(0, 4), random.weibullvariate(1, 2), random.binomialvariate(10, 0.5),
)
print(*(f"{v:.9g}" for v in drawn))
for seed in [0, 1, -1, 2**100, "text", b"bytes", 1.5, "é", bytearray(b"x"), True]:
    generator = random.Random(seed)
    print(repr(seed), generator.random(), generator.randrange(1000), generator.randbytes(4), generator.getrandbits(1))
one, two = random.Random(5), random.Random(5)
print([one.random() for _ in range(3)] == [two.random() for _ in range(3)], one.getstate() == two.getstate())
state = one.getstate()
first = [one.randint(0, 9) for _ in range(5)]
one.setstate(state)
print(first == [one.randint(0, 9) for _ in range(5)], state[0], len(state[1]), state[2])
random.seed(7)
print([random.randint(1, 6) for _ in range(20)], random.randrange(10**30), random.random())
print(random.sample([1, 2, 3], 3), random.sample(range(10**12), 3), [random.choice([1]) for _ in range(2)])
random.seed("version", version=1)
print(random.random())
for code in [
    "random.choice([])", "random.sample([1], 2)", "random.randint(5, 1)", "random.randrange(0)",
    "random.randrange(1.5)", "random.sample({1, 2}, 1)", "random.choices([], k=1)",
    "random.choices([1], weights=[1, 2])", "random.getrandbits(-1)", "random.seed([1])", "random.shuffle((1, 2))",
    "random.randrange(1, 10, 0)", "random.choices([1, 2], weights=[0, 0])", "random.randint(1.5, 2)",
    "random.sample([1], -1)", "random.getrandbits(0)", "random.uniform(1)", "random.choice(5)",
    "random.randint('a', 2)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
