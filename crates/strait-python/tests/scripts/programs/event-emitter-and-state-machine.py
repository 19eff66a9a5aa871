import functools
from collections import defaultdict


class Emitter:
    def __init__(self):
        self._handlers = defaultdict(list)

    def on(self, event, handler=None, *, once=False):
        if handler is None:
            return functools.partial(self.on, event, once=once)
        self._handlers[event].append((handler, once))
        return handler

    def emit(self, event, *args, **kwargs):
        results = []
        for entry in list(self._handlers[event]):
            handler, once = entry
            if once:
                self._handlers[event].remove(entry)
            results.append(handler(*args, **kwargs))
        return results


class StateMachine(Emitter):
    """States and transitions are declared in a class body; a method named on_STATE runs at entry."""

    transitions = {}

    def __init_subclass__(cls):
        cls.transitions = dict(cls.transitions)
        for name, value in list(vars(cls).items()):
            if isinstance(value, Transition):
                for source in value.sources:
                    cls.transitions[source, name] = value.target

    def __init__(self, initial):
        super().__init__()
        self.state = initial

    def fire(self, name):
        try:
            target = self.transitions[self.state, name]
        except KeyError:
            raise RuntimeError(f"cannot {name} while {self.state}") from None
        previous, self.state = self.state, target
        self.emit("change", previous, target)
        getattr(self, f"on_{target}", lambda: None)()


class Transition:
    def __init__(self, *sources, to):
        self.sources, self.target = sources, to

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return self if instance is None else functools.partial(instance.fire, self.name)


class Door(StateMachine):
    open = Transition("closed", to="opened")
    close = Transition("opened", to="closed")
    lock = Transition("closed", to="locked")
    unlock = Transition("locked", to="closed")

    def on_locked(self):
        print("  click")


class AlarmedDoor(Door):
    alarm = Transition("opened", "closed", "locked", to="alarmed")
    reset = Transition("alarmed", to="closed")


door = AlarmedDoor("closed")


@door.on("change")
def show(before, after):
    print(f"{before} -> {after}")


door.on("change", lambda *_: print("  only the first time"), once=True)
for action in ("open", "close", "lock", "open", "unlock", "alarm", "close", "reset"):
    try:
        getattr(door, action)()
    except RuntimeError as error:
        print("error:", error)
print(door.state, len(Door.transitions), len(AlarmedDoor.transitions), StateMachine.transitions, Door.open.name)
print(door.emit("nothing"))
e = Emitter()
e.on("sum", lambda a, b=0: a + b)
e.on("sum", lambda a, b=0: a * b)
print(e.emit("sum", 2, b=5), e.emit("sum", 3))
