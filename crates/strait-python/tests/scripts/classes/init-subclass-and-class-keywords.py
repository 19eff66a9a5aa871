registry = {}


class Plugin:
    def __init_subclass__(cls, /, name=None, **rest):
        super().__init_subclass__(**rest)
        registry[name or cls.__name__.lower()] = cls
        cls.registered = True


class Csv(Plugin):
    pass


class Json(Plugin, name="j"):
    pass


class Deep(Json):
    pass


print(sorted(registry), Deep.registered, hasattr(Plugin, "registered"))


class Logged:
    def __init_subclass__(cls, level=0, **rest):
        print("Logged", cls.__name__, level)
        super().__init_subclass__(**rest)


class Both(Plugin, Logged, name="both", level=3):
    pass


try:
    class Wrong(Plugin, nope=1):
        pass
except TypeError as error:
    print(error)
try:
    class Plain(x=1):
        pass
except TypeError as error:
    print(error)
made = type("Made", (Plugin,), {"x": 1}, name="made")
print(made.x, registry["made"] is made)


class Order:
    def __init_subclass__(cls):
        print("init_subclass sees", cls.field.name)


class Field:
    def __set_name__(self, owner, name):
        print("set_name", name)
        self.name = name


class User(Order):
    print("body")
    field = Field()


class Abstract:
    required = ()

    def __init_subclass__(cls):
        for name in cls.required:
            if name not in cls.__dict__:
                raise TypeError(f"{cls.__name__} lacks {name}")


try:
    class Missing(Abstract):
        required = ("run",)
except TypeError as error:
    print(error)
print(type(Plugin.__dict__["__init_subclass__"]).__name__, Plugin.__init_subclass__.__self__.__name__)
