class Dog:
    tricks = []
    count = 0

    def __init__(self, name):
        self.name = name
        Dog.count += 1

    def learn(self, trick):
        self.tricks.append(trick)

    def rename(self, name):
        self.count += 10
        self.name = name


a, b = Dog("a"), Dog("b")
a.learn("roll")
print(b.tricks, Dog.count, a.count)
a.rename("c")
print(a.count, b.count, Dog.count, a.__dict__, vars(b))
a.tricks = ["own"]
print(a.tricks, b.tricks)
del a.tricks, a.count
print(a.tricks, a.count)
try:
    del a.tricks
except AttributeError as error:
    print(error)
Dog.tricks = "replaced"
Dog.speak = lambda self, sound="woof": f"{self.name}: {sound}"
print(a.tricks, a.speak(), b.speak("grr"))
a.__dict__["injected"] = 1
print(a.injected, "injected" in vars(a), list(vars(a)))
a.__dict__ = {"name": "new dict"}
print(a.name, a.__dict__)
print(sorted(k for k in Dog.__dict__ if not k.startswith("__")), type(Dog.__dict__).__name__, Dog.__dict__["count"])
try:
    Dog.__dict__["x"] = 1
except TypeError as error:
    print(error)
order = type("Order", (), {})()
order.z, order.a, order.m = 1, 2, 3
del order.z
order.z = 4
print(order.__dict__)
for name in ("x", "y"):
    setattr(order, name * 2, name)
print(vars(order), getattr(order, "not an identifier", None), setattr(order, "not an identifier", 5))
print(order.__dict__["not an identifier"])


class Shadow:
    def method(self):
        return "method"

    value = property(lambda self: "property")


s = Shadow()
s.method = "attribute"
print(s.method, Shadow.method(s))
try:
    s.value = 1
except AttributeError as error:
    print(error)
print(Shadow.__name__, Shadow.__qualname__, Shadow.__module__, s.__class__.__name__, Shadow.__class__.__name__)
print(s.__module__, hasattr(s, "__name__"))
Shadow.__name__ = "Renamed"
print(Shadow, Shadow.__name__, Shadow.__qualname__)
for statement in [
    "Shadow.__name__ = 5", "Shadow.__name__ = 'a\\0b'", "del Shadow.__name__", "s.__class__ = 5", "s.__dict__ = 5",
    "Shadow.__dict__ = {}", "5 .__class__ = str",
]:
    try:
        exec(statement)
    except (TypeError, ValueError, AttributeError) as error:
        print(error)
