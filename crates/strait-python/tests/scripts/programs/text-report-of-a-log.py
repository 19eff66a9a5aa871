import collections
import datetime
import re
import textwrap

LOG = """\
2024-03-01T10:00:00 INFO  api    started in 35 ms
2024-03-01T10:00:01 WARN  db     slow query: 1200 ms
2024-03-01T10:00:05 ERROR api    GET /users/7 failed: timeout after 3000 ms
2024-03-01T10:01:00 INFO  api    GET /users/8 took 12 ms
not a log line
2024-03-01T10:02:30 ERROR worker job 17 failed: Traceback
  continued on a second line
2024-03-01T11:00:00 INFO  worker job 18 done in 250 ms
"""
LINE = re.compile(r"(?P<when>\S+)\s+(?P<level>[A-Z]+)\s+(?P<source>\w+)\s+(?P<text>.*)")
Entry = collections.namedtuple("Entry", "when level source text")


def entries(lines):
    current = None
    for number, line in enumerate(lines, 1):
        if line.startswith("  ") and current:
            current = current._replace(text=f"{current.text} / {line.strip()}")
            continue
        if current:
            yield current
        match = LINE.fullmatch(line)
        try:
            current = Entry(datetime.datetime.fromisoformat(match["when"]), *match.group("level", "source", "text"))
        except TypeError:
            print(f"line {number} ignored: {line!r}")
            current = None
    if current:
        yield current


log = list(entries(LOG.splitlines()))
levels = collections.Counter(e.level for e in log)
print(" ".join(f"{level}={n}" for level, n in levels.most_common()))
by_source = collections.defaultdict(list)
for e in log:
    by_source[e.source].extend(int(ms) for ms in re.findall(r"(\d+) ms", e.text))
header = f"{'source':<8}|{'count':>6}|{'mean ms':>9}|{'max':>6}"
print(header, "-" * len(header), sep="\n")
for source, times in sorted(by_source.items(), key=lambda item: -max(item[1], default=0)):
    print(f"{source:<8}|{len(times):>6}|{sum(times) / len(times):>9.1f}|{max(times):>6,}")
gaps = [(b.when - a.when, a, b) for a, b in zip(log, log[1:])]
longest, before, after = max(gaps)
print(f"longest silence {longest} before {after.when:%H:%M} ({longest.total_seconds():.0f} s)")
for e in log:
    if e.level == "ERROR":
        print(textwrap.fill(f"{e.when:%b %d %H:%M:%S} {e.source}: {e.text}", 44, subsequent_indent="    "))
print({hour: sum(1 for _ in group) for hour, group in __import__("itertools").groupby(log, key=lambda e: e.when.hour)})
