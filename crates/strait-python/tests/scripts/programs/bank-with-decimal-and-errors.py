import contextlib
import enum
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal


class Kind(enum.Enum):
    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    INTEREST = "interest"


class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance}, needs {amount}")
        self.missing = amount - account.balance


@dataclass
class Account:
    owner: str
    balance: Decimal = Decimal("0.00")
    history: list[tuple[Kind, Decimal]] = field(default_factory=list, repr=False)

    def _record(self, kind, amount):
        self.balance += amount
        self.history.append((kind, amount))

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"cannot deposit {amount}")
        self._record(Kind.DEPOSIT, Decimal(amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self._record(Kind.WITHDRAWAL, -Decimal(amount))

    def add_interest(self, rate):
        self._record(Kind.INTEREST, (self.balance * rate).quantize(Decimal("0.01"), ROUND_HALF_UP))


class Bank:
    def __init__(self):
        self._accounts = {}

    def __getitem__(self, owner):
        try:
            return self._accounts[owner]
        except KeyError:
            raise BankError(f"no account for {owner!r}") from None

    def __iter__(self):
        yield from sorted(self._accounts.values(), key=lambda a: (-a.balance, a.owner))

    def open(self, owner, **options):
        if owner in self._accounts:
            raise BankError(f"{owner} has an account")
        return self._accounts.setdefault(owner, Account(owner, **options))

    @contextlib.contextmanager
    def transaction(self):
        saved = {a.owner: (a.balance, len(a.history)) for a in self}
        try:
            yield self
        except BankError as error:
            for owner, (balance, length) in saved.items():
                account = self[owner]
                account.balance = balance
                del account.history[length:]
            error.add_note("rolled back")
            raise

    def transfer(self, source, target, amount):
        with self.transaction():
            self[target].deposit(amount)
            self[source].withdraw(amount)


bank = Bank()
bank.open("ann", balance=Decimal("100.00"))
bank.open("bob")
bank.transfer("ann", "bob", Decimal("30.25"))
for attempt in [
    lambda: bank.transfer("bob", "ann", Decimal(500)), lambda: bank.open("ann"), lambda: bank["carl"],
    lambda: bank["ann"].deposit(Decimal(-1)), lambda: bank.transfer("ann", "nobody", Decimal(1)),
]:
    try:
        attempt()
    except InsufficientFunds as error:
        print("short of", error.missing, "|", error, error.__notes__)
    except (BankError, ValueError) as error:
        print(type(error).__name__, error, getattr(error, "__notes__", []))
for account in bank:
    account.add_interest(Decimal("0.015"))
    print(account, [(kind.value, str(amount)) for kind, amount in account.history])
print(sum(a.balance for a in bank), f"{sum(a.balance for a in bank):>12,.2f}")
