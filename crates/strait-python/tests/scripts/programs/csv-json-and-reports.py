"""From csv to json, to tables, and back."""
import collections
import csv
import io
import json
import locale
import operator
import statistics
import textwrap
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby, accumulate, pairwise, batched

TEXT = '''date;shop;item;count;price;note
2024-01-03;North;Tea, green;12;3.50;
2024-01-03;North;"Coffee ""strong""";7;11.25;"two
lines"
2024-01-04;South;Tea, green;3;3.75;
2024-02-01;South;Cake;1;24;  spaces  
2024-02-11;North;Cake;;25.5;no count
bad date;North;Cake;2;25;wrong
2024-02-29;West;Tea, green;40;3.4;ünïcödé €
'''


class Semicolons(csv.Dialect):
    delimiter = ";"
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("semicolons", Semicolons)
print(csv.list_dialects(), csv.Sniffer().sniff("a;b\n1;2\n3;4\n").delimiter, csv.Sniffer().has_header("name;count\nx;1\nyy;2\n"))
Row = collections.namedtuple("Row", "day shop item count price note", defaults=("",))
rows, problems = [], []
reader = csv.DictReader(io.StringIO(TEXT), dialect="semicolons")
for record in reader:
    try:
        rows.append(Row(
            date.fromisoformat(record.pop("date")), record["shop"], record["item"], int(record["count"] or 1),
            Fraction(record["price"]), " ".join(record["note"].split()),
        ))
    except ValueError as error:
        problems.append((reader.line_num, str(error)))
print(reader.fieldnames, problems)
print(rows[1], rows[0]._replace(note="x")._asdict()["note"], Row._field_defaults, len(rows))

totals = collections.Counter()
for row in rows:
    totals[row.shop] += row.count
print(totals.most_common(2), totals.total(), totals - collections.Counter(North=19))
by_item = operator.attrgetter("item")
for item, group in groupby(sorted(rows, key=by_item), by_item):
    group = list(group)
    worth = sum(row.count * row.price for row in group)
    prices = [float(row.price) for row in group]
    spread = statistics.pstdev(prices)
    print(f"{item:<18}|{len(group):^5}|{float(worth):>10,.2f}|{spread:8.4f}|{max(group, key=lambda row: row.day).day:%d %b %Y}")
print([float(x) for x in accumulate((row.count * row.price for row in rows), max)])
print([(b.day - a.day).days for a, b in pairwise(rows)], [len(batch) for batch in batched(rows, 4)])


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, (date, datetime)):
            return {"$date": value.isoformat()}
        if isinstance(value, Fraction):
            return {"$fraction": [value.numerator, value.denominator]}
        return super().default(value)


def revive(pairs):
    match pairs:
        case [("$date", text)]:
            return date.fromisoformat(text)
        case [("$fraction", [over, under])]:
            return Fraction(over, under)
    return dict(pairs)


text = json.dumps([row._asdict() for row in rows], cls=Encoder, ensure_ascii=False, indent=2)
print(text[: text.index("}")], text.splitlines()[-3:], len(text))
again = [Row(**data) for data in json.loads(text, object_pairs_hook=revive)]
print(again == rows, json.dumps(rows[0], cls=Encoder, separators=(",", ":")))
for wrong in ({1: {2, 3}}, {"a": [object]}, {(1, 2): 3}, float("nan")):
    try:
        print(json.dumps(wrong, cls=Encoder, allow_nan=False))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
for wrong in ('{"a": 1,}', "[1, 2", '"\x01"', "nul", "[1] 2", '{"a" 1}', ""):
    try:
        json.loads(wrong)
    except json.JSONDecodeError as error:
        print(error.msg, error.lineno, error.colno, error.pos, repr(error.doc))

out = io.StringIO()
writer = csv.DictWriter(out, ["day", "item", "count", "worth"], extrasaction="ignore", restval="?",
                        quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
writer.writeheader()
writer.writerows({**row._asdict(), "worth": float(row.price * row.count)} for row in rows)
writer.writerow({"item": None})
print(out.getvalue())
print(list(csv.reader(io.StringIO(out.getvalue()), quoting=csv.QUOTE_NONNUMERIC))[1])
try:
    csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"])
except csv.Error as error:
    print(error)
try:
    csv.DictWriter(out, ["a"]).writerow({"b": 1})
except ValueError as error:
    print(error)


def table(rows, headers):
    cells = [headers, *[[str(cell) for cell in row] for row in rows]]
    widths = [min(14, max(map(len, column))) for column in zip(*cells)]
    rule = "+".join("-" * (width + 2) for width in widths)
    for number, row in enumerate(cells):
        wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths)]
        height = max(map(len, wrapped))
        for line in range(height):
            parts = [(each[line] if line < len(each) else "").ljust(width) for each, width in zip(wrapped, widths)]
            yield " " + " | ".join(parts).rstrip()
        if not number:
            yield rule


print("\n".join(table([(r.day, r.item, f"{r.price}", r.note) for r in rows], ["Day", "Item", "Price", "Note"])))
