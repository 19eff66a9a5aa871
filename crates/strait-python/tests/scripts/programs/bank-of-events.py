"""Accounts whose state is what their events say."""
from __future__ import annotations

import json
import uuid
from collections import defaultdict
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Decimal
from functools import singledispatchmethod
from typing import Callable, ClassVar, Iterator


class BankError(Exception):
    """What the bank refuses."""


class InsufficientFunds(BankError):
    def __init__(self, account: str, missing: Decimal) -> None:
        super().__init__(f"account {account} lacks {missing}")
        self.account = account
        self.missing = missing


@dataclass(frozen=True, kw_only=True)
class Event:
    kinds: ClassVar[dict[str, type[Event]]] = {}
    account: str
    at: datetime
    number: int = field(default=0, compare=False)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Event.kinds[cls.__name__] = cls

    def to_json(self) -> str:
        return json.dumps({"kind": type(self).__name__, **asdict(self)}, default=str, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Event:
        data = json.loads(text)
        kind = cls.kinds[data.pop("kind")]
        data["at"] = datetime.fromisoformat(data["at"])
        for each in fields(kind):
            if each.type == "Decimal":
                data[each.name] = Decimal(data[each.name])
        return kind(**data)


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    owner: str


@dataclass(frozen=True, kw_only=True)
class Deposited(Event):
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class InterestPaid(Event):
    rate: Decimal


@dataclass
class Account:
    id: str
    owner: str = ""
    balance: Decimal = Decimal(0)
    history: list[str] = field(default_factory=list, repr=False)

    @singledispatchmethod
    def apply(self, event: Event) -> None:
        raise BankError(f"no idea what {type(event).__name__} means")

    @apply.register
    def _(self, event: Opened) -> None:
        self.owner = event.owner

    @apply.register
    def _(self, event: Deposited) -> None:
        self.balance += event.amount
        self.history.append(f"+{event.amount}")

    @apply.register
    def _(self, event: Withdrawn) -> None:
        if event.amount > self.balance:
            raise InsufficientFunds(self.id, event.amount - self.balance)
        self.balance -= event.amount
        self.history.append(f"-{event.amount}")

    @apply.register
    def _(self, event: InterestPaid) -> None:
        interest = (self.balance * event.rate).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        self.balance += interest
        self.history.append(f"*{interest}")


class Store:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.listeners: dict[type[Event], list[Callable[[Event], None]]] = defaultdict(list)

    def on(self, kind: type[Event]):
        def register(function):
            self.listeners[kind].append(function)
            return function
        return register

    def append(self, event: Event) -> None:
        object.__setattr__(event, "number", len(self.events) + 1)
        self.events.append(event)
        for kind in type(event).__mro__:
            for listener in self.listeners.get(kind, ()):
                listener(event)

    def of(self, account: str) -> Iterator[Event]:
        return (event for event in self.events if event.account == account)


class Bank:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = datetime(2024, 2, 28, 12, tzinfo=timezone.utc)

    def tick(self) -> datetime:
        self.now += timedelta(hours=18, minutes=30)
        return self.now

    def load(self, id: str) -> Account:
        account = Account(id)
        for event in self.store.of(id):
            account.apply(event)
        return account

    def do(self, kind: type[Event], id: str, **details) -> Account:
        event = kind(account=id, at=self.tick(), **details)
        account = self.load(id)
        account.apply(event)
        self.store.append(event)
        return account

    def transfer(self, source: str, target: str, amount: Decimal) -> None:
        self.do(Withdrawn, source, amount=amount)
        self.do(Deposited, target, amount=amount)


store = Store()
log = []


@store.on(Event)
def note(event):
    log.append(f"{event.number:02d} {event.at:%b %d %H:%M} {type(event).__name__}")


@store.on(Withdrawn)
def large(event):
    if event.amount >= 100:
        log.append(f"   large: {event.amount:,.2f}")


bank = Bank(store)
bank.do(Opened, "a", owner="Ann")
bank.do(Opened, "b", owner="Ben")
bank.do(Deposited, "a", amount=Decimal("1250.55"))
bank.transfer("a", "b", Decimal("1000"))
bank.do(InterestPaid, "b", rate=Decimal("0.01125"))
for attempt in [
    lambda: bank.transfer("a", "b", Decimal("250.56")),
    lambda: Account("x").apply(Event(account="x", at=bank.now)),
    lambda: bank.do(Deposited, "a", amonut=1),
    lambda: setattr(store.events[0], "owner", "Eve"),
]:
    try:
        attempt()
    except (BankError, TypeError, AttributeError) as error:
        print(type(error).__name__, "-", error)
print(*log, sep="\n")
print(bank.load("a"), bank.load("b"), bank.load("b").history)
text = [event.to_json() for event in store.events]
print(text[2])
again = [Event.from_json(line) for line in text]
print(again == store.events, again[2], hash(again[0]) == hash(store.events[0]))
totals = defaultdict(Decimal)
for event in again:
    match event:
        case Deposited(account=account, amount=amount):
            totals[account] += amount
        case Withdrawn(account=account, amount=amount) if amount > 10:
            totals[account] -= amount
        case Opened(owner=str(owner)):
            totals.setdefault(owner, Decimal("NaN"))
print(dict(totals), sum(v for v in totals.values() if v.is_finite()))
print(uuid.uuid5(uuid.NAMESPACE_URL, text[0].split('"owner"')[0]).version)
