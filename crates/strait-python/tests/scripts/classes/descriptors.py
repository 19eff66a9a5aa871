class Data:
    def __init__(self, name="?"):
        self.name = name

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return f"class access {owner.__name__}.{self.name}"
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        instance.__dict__.pop(self.name, None)


class NonData:
    def __get__(self, instance, owner):
        return ("nondata", instance is None, owner.__name__)


class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["hidden"] = value


class Owner:
    data = Data()
    plain = NonData()
    only = SetOnly()


o = Owner()
print(o.data, Owner.data, o.plain, Owner.plain)
o.data = 1
o.__dict__["plain"] = "instance wins over a non-data descriptor"
o.__dict__["data"] = "in the dict"
print(o.data, o.plain)
del o.data
print(o.data)
o.only = 5
print(o.hidden, type(o.only).__name__)
o.__dict__["only"] = "instance dict is read when there is no __get__"
print(o.only)


class Child(Owner):
    data = "a plain attribute hides the descriptor"


print(Child().data, getattr(Child, "plain"), vars(Owner)["data"].name)
Owner.late = Data("late")
print(Owner.late, o.late)


class OnInstance:
    pass


i = OnInstance()
i.d = NonData()
print(type(i.d).__name__)


class Fails:
    def __get__(self, instance, owner):
        raise AttributeError("from the descriptor")


class Has:
    f = Fails()


print(hasattr(Has(), "f"), getattr(Has(), "f", "default"))


def function(self):
    return self


print(function.__get__(5)(), function.__get__(None, int) is function, classmethod(function).__get__(None, int)())
print(staticmethod(function)("static"))
try:
    class BadName:
        class Namer:
            def __set_name__(self, owner, name):
                raise ValueError("no")
        x = Namer()
except ValueError as error:
    print(error, error.__notes__)
