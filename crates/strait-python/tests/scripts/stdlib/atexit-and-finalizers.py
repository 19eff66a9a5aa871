import atexit
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name


@atexit.register
def last():
    print("last: registered first")


def named(name, *, loud=False):
    print("goodbye", name.upper() if loud else name)


atexit.register(named, "ann", loud=True)
atexit.register(named, "ben")
atexit.register(named, "never")
atexit.unregister(named)
atexit.register(named, "cleo")
print(atexit.register(last) is last)
kept = Thing("kept")
finalizer = weakref.finalize(kept, print, "finalized", kept.name)
quiet = weakref.finalize(kept, print, "not at exit")
quiet.atexit = False
detached = weakref.finalize(kept, print, "detached")
detached.detach()
called = weakref.finalize(kept, print, "called by hand")
print(called(), called(), called.alive, finalizer.alive)


class Broken:
    def __call__(self):
        raise ValueError("told, and no more")

    def __repr__(self):
        return "<broken>"


atexit.register(Broken())


@atexit.register
def first():
    sys.stderr = sys.stdout


try:
    atexit.register("no function")
except TypeError as error:
    print(error)


def leave():
    try:
        sys.exit()
    finally:
        print("leaving")


leave()
