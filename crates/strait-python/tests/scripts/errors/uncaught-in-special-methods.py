class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        return Money(self.amount + other.amount)

    def __eq__(self, other):
        return self.amount == other.amount

    def __repr__(self):
        return f"Money({self.amount:.2f})"

    def __enter__(self):
        return self + 5

    def __exit__(self, *details):
        pass


print(Money(1) + Money(2), [Money(1.5)])
try:
    Money(1) in ["text"]
except AttributeError as error:
    print(error)
with Money(3) as m:
    print(m)
