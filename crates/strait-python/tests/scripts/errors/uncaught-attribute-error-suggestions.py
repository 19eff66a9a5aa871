class Account:
    limit = 5

    def __init__(self):
        self.balance = 10
        self._hidden = 1

    def deposit(self, amount):
        self.balance += amount

    def report(self):
        return self.balanc


account = Account()
account.deposit(1)
try:
    account.deposits(1)
except AttributeError as error:
    print(error, "|", error.name, error.obj is account)
account.report()
