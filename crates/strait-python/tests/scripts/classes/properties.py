class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        """Degrees."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleting")
        del self._degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    kelvin = property(lambda self: self._degrees + 273.15, None, None, "Kelvin.")


c = Celsius(10)
c.degrees += 15
print(c.degrees, c.fahrenheit, c.kelvin)
try:
    c.degrees = -300
except ValueError as error:
    print(error)
for statement in ["c.fahrenheit = 1", "del c.fahrenheit", "c.kelvin = 1"]:
    try:
        exec(statement)
    except AttributeError as error:
        print(error)
del c.degrees
try:
    c.degrees
except AttributeError as error:
    print(error)
print(Celsius.degrees.__doc__, Celsius.kelvin.__doc__, type(Celsius.degrees).__name__)
print(Celsius.degrees.fset is not None, Celsius.fahrenheit.fset)
c.__dict__["degrees"] = "shadowed?"
c._degrees = 1
print(c.degrees, c.__dict__)


class Hot(Celsius):
    @Celsius.degrees.getter
    def degrees(self):
        return "hot"

    @property
    def broken(self):
        return self.missing

    def __getattr__(self, name):
        return f"getattr {name}"


h = Hot(5)
h.degrees = 6
print(h.degrees, h._degrees, h.broken)


class WriteOnly:
    x = property(fset=lambda self, value: print("set", value))


w = WriteOnly()
w.x = 5
try:
    w.x
except AttributeError as error:
    print(error)
