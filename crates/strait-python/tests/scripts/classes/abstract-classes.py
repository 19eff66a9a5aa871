import abc


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        """Text."""
        return "from the abstract method"

    @property
    @abc.abstractmethod
    def name(self): ...

    @classmethod
    @abc.abstractmethod
    def make(cls): ...

    @staticmethod
    @abc.abstractmethod
    def help(): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return 1

    name = "half"


class One(Half):
    def make(cls): ...


class Square(Half):
    name = "square"

    def area(self):
        return super(Half, self).area()

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def help():
        return "help"


for cls in (Shape, Half, One):
    try:
        cls()
    except TypeError as error:
        print(error)
print(Square.make().describe(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
print(isinstance(Square(), Shape), type(Shape).__name__)


class Duck:
    def quack(self): ...


@Shape.register
class Registered:
    pass


print(isinstance(Registered(), Shape), issubclass(Registered, Shape), Shape in Registered.__mro__)


class Quacks(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Quacks:
            return any("quack" in k.__dict__ for k in other.__mro__) or NotImplemented
        return NotImplemented


print(issubclass(Duck, Quacks), isinstance(Duck(), Quacks), issubclass(int, Quacks))


class Meta(type):
    def __instancecheck__(cls, instance):
        return instance == 42

    def __subclasscheck__(cls, other):
        return other is str


class Odd(metaclass=Meta):
    pass


print(isinstance(42, Odd), isinstance(1, Odd), issubclass(str, Odd), issubclass(int, Odd), isinstance(Odd(), Odd))
print(isinstance(42, (str, Odd)))
Half.make = classmethod(lambda cls: None)
print(sorted(Half.__abstractmethods__), abc.update_abstractmethods(Half) is Half, sorted(Half.__abstractmethods__))
for code in [
    "isinstance(1, 5)", "issubclass(1, int)", "issubclass(int, 5)", "isinstance(1, 'int')", "isinstance(1, (int, 5))",
    "isinstance(1.5, (int, 5))", "isinstance(1)",
]:
    try:
        print(eval(code))
    except TypeError as error:
        print(code, "->", error)
