import enum


class Colour(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN

    def __str__(self):
        return f"colour {self.value}"


print(Colour.RED, repr(Colour.RED), Colour.RED.name, Colour.RED.value, Colour(2), Colour["RED"])
print(Colour.CRIMSON is Colour.RED, list(Colour), len(Colour), Colour.__members__.keys(), Colour.RED.pretty)
print(Colour.default(), Colour.RED in Colour, 1 in Colour, 9 in Colour, isinstance(Colour.RED, Colour))
print(type(Colour.RED) is Colour)
print(Colour.RED == 1, Colour.RED == Colour.RED, Colour.RED is Colour(1), {Colour.RED: "r"}[Colour.CRIMSON])
print(f"{Colour.RED}", f"{Colour.RED!r}", "%s" % Colour.GREEN, [Colour.RED], list(reversed(Colour)), bool(Colour.RED))
print(Colour, str(Colour), hash(Colour.RED) == hash(Colour.RED))


class Auto(enum.Enum):
    A = enum.auto()
    B = 7
    C = enum.auto()


class Planet(enum.Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def density(self):
        return round(self.mass / self.radius**3, 4)


class Custom(enum.Enum):
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.lower()}-{count}"

    X = enum.auto()
    Y = enum.auto()

    @classmethod
    def _missing_(cls, value):
        return cls.X if value == "unknown" else None


print(list(Auto), Planet.EARTH.density, Planet.MARS.mass, Planet((5.97, 6.37)), list(Custom), Custom("unknown"))
print(Planet.EARTH)
match Colour(1):
    case Colour.GREEN:
        print("green")
    case Colour.RED:
        print("matched red")
Made = enum.Enum("Made", "ONE TWO")
print(list(Made), enum.Enum("M2", {"a": 5})(5), enum.Enum("M3", ["x", "y"], start=10).y.value)
for code in [
    "Colour(9)", "Colour['BLUE']", "Colour.BLUE", "Colour.RED.value = 5", "Colour.RED = 5", "del Colour.RED",
    "Colour.RED < Colour.GREEN", "Custom('q')", "Colour()", "Colour('RED')", "class Sub(Colour): pass",
    "class D(enum.Enum):\n A = 1\n A = 2", "enum.unique(Colour)", "Colour.RED.nope", "Colour.RED + 1", "Colour[1]",
]:
    try:
        exec(code)
    except Exception as error:
        print(code.split("\n")[0], "->", type(error).__name__, error)
