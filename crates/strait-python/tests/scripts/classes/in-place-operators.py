class Account:
    def __init__(self, balance):
        self.balance = balance

    def __iadd__(self, amount):
        self.balance += amount
        return self

    def __sub__(self, amount):
        return Account(self.balance - amount)

    def __imul__(self, factor):
        return NotImplemented

    def __mul__(self, factor):
        return Account(self.balance * factor)

    def __ior__(self, other):
        return "replaced"


a = b = Account(10)
a += 5
print(a is b, b.balance)
a -= 3
print(a is b, a.balance, b.balance)
b *= 2
print(b.balance)
b |= 1
print(b)


class All:
    def __getattr__(self, name):
        raise AttributeError(name)


for name in "iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ixor ior".split():
    setattr(All, f"__{name}__", lambda self, other, name=name: print(name, other) or self)
x = y = All()
x += 1; x -= 2; x *= 3; x @= 4; x /= 5; x //= 6; x %= 7; x **= 8; x <<= 9; x >>= 10; x &= 11; x ^= 12; x |= 13
print(x is y)


class Holder:
    @property
    def items(self):
        print("get", end=" ")
        return self._items

    @items.setter
    def items(self, value):
        print("set", end=" ")
        self._items = value


h = Holder()
h.items = [1]
h.items += [2]
h.items.append(3)
print(h._items)


class Logged(dict):
    def __getitem__(self, key):
        print("get", key, end=" ")
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


log = Logged(n=1)
log["n"] += 5
for code in [
    "b += 1", "None_ = None; None_ += 1", "t = (); t += [1]", "l = []; l += 5", "s = 'a'; s -= 'b'", "d = {}; d += {}",
    "u += 1",
]:
    try:
        exec(code, {"b": Account})
    except (TypeError, NameError) as error:
        print(code, "->", error)
