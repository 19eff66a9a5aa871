import io
import sys

print()
print("a", 1, None, [2], sep="-")
print("a", "b", sep="", end="!\n")
print(*"abc", sep=", ")
print("no newline", end="")
print("", "x", "", sep="|")
print("default sep", "and end", sep=None, end=None)
buffer = io.StringIO()
print("captured", 5, file=buffer, end=";", flush=True)
print(repr(buffer.getvalue()))


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flushed")


w = Writer()
print("a", "b", file=w)
print(file=w, flush=True)
print(w.parts)


class Shown:
    def __repr__(self):
        return "repr"

    def __str__(self):
        return "str"


print(Shown(), [Shown()], (Shown(),), {Shown(): Shown()} and {"k": Shown()}, f"{Shown()}", "%s %r" % (Shown(), Shown()))
for arguments in [{"sep": 1}, {"end": 2}, {"other": 1}, {"file": 5}]:
    try:
        print("x", **arguments)
    except (TypeError, AttributeError) as error:
        print(error)


class Bad:
    def __str__(self):
        return 5


try:
    print(Bad())
except TypeError as error:
    print(error)
saved, sys.stdout = sys.stdout, io.StringIO()
print("hidden")
hidden, sys.stdout = sys.stdout.getvalue(), saved
print(repr(hidden), print("nested"))
sys.stdout.write("direct\n")
