x = "global"


def function():
    x = "enclosing"

    class First:
        shown = x
        x = "class"
        after = x

    class Second:
        y = x

        def method(self):
            return x

    return First.shown, First.after, Second.y, Second().method()


print(function())


class Shadow:
    x = x
    print = print
    len = 5


print(Shadow.x, Shadow.len)


class Names:
    print(__name__, __module__, __qualname__)

    class Inner:
        print(__qualname__)

        def method(self):
            return __class__.__qualname__

    def method(self):
        def local():
            pass

        return local.__qualname__


print(Names.Inner().method(), Names().method(), Names.method.__qualname__)


class Conditional:
    for i in range(3):
        if i == 1:
            def method(self):
                return "chosen"
    del i
    try:
        1 / 0
    except ZeroDivisionError as error:
        message = str(error)


print(Conditional().method(), Conditional.message, hasattr(Conditional, "i"), hasattr(Conditional, "error"))


class Mangled:
    __secret = 1
    __dunder__ = 2

    def read(self):
        __local = 3
        return self.__secret, __local, [n for n in dir(self) if "secret" in n]

    def write(self):
        self.__other = 4
        return sorted(self.__dict__)


print(Mangled().read(), Mangled().write())
try:
    Mangled().__secret
except AttributeError as error:
    print(error)
