class Base:
    value = "base"

    def __init__(self, x=0):
        self.x = x

    def method(self):
        return f"base method {self.x}"

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def plain():
        return "base static"

    @property
    def prop(self):
        return f"base prop {self.x}"

    def __getitem__(self, key):
        return f"base[{key}]"


class Child(Base):
    value = "child"

    def __init__(self):
        super().__init__(5)

    def method(self):
        def inner():
            return super(Child, self).method()

        return inner(), super().method(), [super(Child, self).method() for _ in range(1)]

    @classmethod
    def make(cls):
        return super().make()

    @staticmethod
    def plain():
        return super(Child, Child).plain()

    @property
    def prop(self):
        return super().prop + "!"

    def __getitem__(self, key):
        return super().__getitem__(key) + super().value

    def nested(self):
        class Other:
            def read(inner):
                return self.method.__self__ is self, __class__.__name__

        return Other().read()


c = Child()
print(c.method(), c.prop, c[1], Child.plain(), type(Child.make()), c.nested())
print(super(Child, c).value, super(Child, Child).make().x, super(Child, c).__thisclass__.__name__)


class NoParent:
    def run(self):
        return super().run()

    def item(self):
        return super()["k"]

    def no_arguments():
        return super()

    def deleted(self):
        del self
        return super()


for call in [
    lambda: NoParent().run(), lambda: NoParent().item(), lambda: NoParent.no_arguments(), lambda: NoParent().deleted(),
    lambda: super(), lambda: super(Child, 5).x, lambda: super(5, c), lambda: super(Child, c).missing,
    lambda: super(Child, c).x,
]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(repr(super(Child, c))[:30].replace("'", ""), super(Child).__self__)
