class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


class E(C, B):
    def who(self):
        return ["E"] + super(E, self).who()


print(D().who(), E().who())
print([k.__name__ for k in D.__mro__], [k.__name__ for k in E.mro()])
print(D.__bases__, D.__base__, A.__bases__, issubclass(D, A), isinstance(D(), C), D.__name__)


class Root: pass
class X(Root): pass
class Y(Root): pass
class XY(X, Y): pass
class YX(Y, X): pass


for make in [
    lambda: type("Bad", (XY, YX), {}), lambda: type("Bad", (A, B), {}), lambda: type("Bad", (A, A), {}),
    lambda: type("Bad", (int, str), {}), lambda: type("Bad", (bool,), {}), lambda: type("Bad", (5,), {}),
    lambda: type("Bad", (type(None),), {}), lambda: type("Bad", (type(lambda: 0),), {}),
]:
    try:
        make()
    except TypeError as error:
        print(str(error).replace("\n", "|"))


class Complex(XY):
    pass


class Wide(Complex, B, C):
    pass


print([k.__name__ for k in Wide.__mro__])
print(A.__subclasses__() == [B, C], Root.__subclasses__() == [X, Y])
