"""Methods, properties, inheritance, super and calls with keyword arguments."""


class Account:
    def __init__(self, balance=0):
        self._balance = balance
        self.changes = 0

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        self._balance += amount
        self._changed()

    def _changed(self):
        self.changes += 1


class Checked(Account):
    def deposit(self, amount, *, limit=1000):
        if amount < limit:
            super().deposit(amount)
        return self


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    @staticmethod
    def zero():
        return Vector(0, 0)

    @classmethod
    def diagonal(cls, n):
        return cls(n, n)


def accounts(count):
    account = Checked()
    for i in range(count):
        account.deposit(i & 2047, limit=1500)
        if account.balance > 1_000_000:
            account = Checked(account.balance & 1023)
    return account.balance, account.changes


def vectors(count):
    total, equal = Vector.zero(), 0
    for i in range(count):
        total = total + Vector.diagonal(i & 3)
        if total == Vector(i, i):
            equal += 1
    return total.x, total.y, equal


def apply(f, count):
    total = 0
    for i in range(count):
        total += f(i, step=2)
    return total


print(*accounts(400_000), *vectors(300_000), apply(lambda n, step=1: n * step, 500_000))
