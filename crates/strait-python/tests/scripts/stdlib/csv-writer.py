import csv
import io


def written(rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return out.getvalue()


rows = [
    ["plain", 'quo"te', "com,ma", "new\nline", "", None, 1, 1.5, True],
    [" lead", "tab\t", "é", "'", "\r", b"b", [1, 2]],
]
print(repr(written(rows)))
print(repr(written(rows, quoting=csv.QUOTE_ALL, lineterminator="\n")))
print(repr(written([["a", 1, 2.5, None, ""]], quoting=csv.QUOTE_NONNUMERIC)))
print(repr(written([["a,b", 'q"']], quoting=csv.QUOTE_NONE, escapechar="\\")))
print(repr(written([["a", 1, None, "", "x"]], quoting=csv.QUOTE_NOTNULL)))
print(repr(written([["a", 1, None, ""]], quoting=csv.QUOTE_STRINGS)), repr(written([["it's", 'a"b']], quotechar="'")))
print(repr(written([['a"b']], doublequote=False, escapechar="\\")))
print(repr(written([["a", "b"]], delimiter="\t", lineterminator="|")), repr(written([[]])), repr(written([[""]])))
print(repr(written([["", ""]])), repr(written(["abc", (1, 2), range(2)])), repr(written([[0.1 + 0.2, 1e20]])))
out = io.StringIO()
w = csv.writer(out)
print(w.writerow(["a", "b"]), out.getvalue().encode())
d = csv.DictWriter(io.StringIO(), ["b", "a"], restval="-", extrasaction="ignore")
d.writeheader()
d.writerow({"a": 1, "zzz": 9})
d.writerows([{"b": "x,y", "a": None}])
print(d.fieldnames)
stream = io.StringIO()
table = csv.DictWriter(stream, fieldnames=["id", "name"])
table.writeheader()
table.writerows([{"id": 1, "name": "ann"}, {"id": 2, "name": 'b"o"b'}])
print(stream.getvalue().splitlines(), list(csv.DictReader(io.StringIO(stream.getvalue()))))


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = "'"
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("semi", delimiter=";", lineterminator="\n")
print(repr(written([["a|b", 1]], dialect=Pipes)), repr(written([["a", "b;c"]], dialect="semi")))
print(csv.get_dialect("semi").delimiter)
csv.unregister_dialect("semi")
for action in [
    lambda: written([5]), lambda: written([["a,b"]], quoting=csv.QUOTE_NONE),
    lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"b": 1}), lambda: written([[1]], dialect="semi"),
    lambda: csv.writer(5), lambda: written([["a"]], lineterminator=None),
    lambda: csv.DictWriter(io.StringIO(), ["a"], extrasaction="x"), lambda: csv.register_dialect(5),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
