class Name(str):
    def __new__(cls, text, origin="?"):
        self = super().__new__(cls, text.strip())
        self.origin = origin
        return self

    def shout(self):
        return self.upper() + "!"

    def __repr__(self):
        return f"Name({str.__repr__(self)})"


n = Name("  ann ", origin="nl")
print(n, repr(n), [n], n.shout(), n.origin, len(n), n == "ann", {"ann": 1}[n], n + "x", type(n + "x").__name__)
print(type(n.upper()).__name__, type(n[:]).__name__, type(str(n)).__name__)
print("-".join([n, n]), f"{n:>5}|{n!r}", "%s" % n, n in "joann", "a" in n, sorted([Name("b"), "a"]), n.split("n"))
print(n.replace("q", ""), type(n.replace("q", "")).__name__, type(n.strip()).__name__, type(n * 1).__name__)


class Ignoring(str):
    def __eq__(self, other):
        return self.lower() == other.lower()

    def __hash__(self):
        return hash(self.lower())

    def __lt__(self, other):
        return self.lower() < other.lower()

    def __contains__(self, item):
        return str.__contains__(self.lower(), item.lower())

    def __len__(self):
        return 42

    def __iter__(self):
        return iter(["own", "iter"])

    def __getitem__(self, index):
        return f"item {index}"

    def __str__(self):
        return "own str"

    def __format__(self, spec):
        return f"own format {spec}"

    def __add__(self, other):
        return "own add"

    def __mod__(self, other):
        return "own mod"


i = Ignoring("Key")
print(i == "KEY", i != "KEY", "key" == i, {i: 1}[Ignoring("kEY")], "KE" in i, len(i), list(i), i[0], i[1:], str(i))
print(f"{i}", f"{i:x}", i + 1, i % 1, "%s" % i, "".join([i]))
print(min(Ignoring("b"), Ignoring("A")) == "A", i.upper(), i.startswith("K"), repr(i), sorted(Ignoring("ab")))
print(bool(Ignoring("")), i.encode())
table = {"Key": "plain"}
print(table.get(i), getattr(type("T", (), {"Key": "attribute"})(), Ignoring("Key"), "none"))
