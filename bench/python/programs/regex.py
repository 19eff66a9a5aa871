"""Regular expressions: searching, groups, substitution and splitting."""
import re

LINE = '10.0.%d.%d - user%d [10/Oct/2024:13:55:%02d +0000] "GET /path/%d?q=%d HTTP/1.1" %d %d'
log = "\n".join(LINE % (i % 256, i % 100, i, i % 60, i, i % 7, 200 + i % 5 * 100, i * 13 % 9999) for i in range(12_000))
ENTRY = re.compile(r'(?P<host>\S+) - (?P<user>\w+) \[(?P<when>[^\]]+)\] "(?P<verb>[A-Z]+) (?P<path>[^ ]+) [^"]*" (?P<status>\d{3}) (?P<size>\d+)')

total = errors = 0
for line in log.splitlines():
    match = ENTRY.match(line)
    total += int(match["size"])
    if match.group("status").startswith("5"):
        errors += 1
print(total, errors)

words = re.findall(r"[a-z]+", log)
addresses = re.findall(r"\b(?:\d{1,3}\.){3}\d{1,3}\b", log)
print(len(words), len(addresses), sum(int(m[1]) for m in re.finditer(r"q=(\d)", log)))

masked = re.sub(r"user(\d+)", lambda m: "u" + m[1][-1] * len(m[1]), log)
plain = re.sub(r"\d+", "#", log)
swapped = re.sub(r"(\w+)/(\w+)", r"\2/\1", log)
print(len(masked), len(plain), len(swapped), len(re.split(r'[\s"]+', log)))

names = [f"someCamelCaseName{i}" for i in range(12_000)]
snake = [re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in names]
valid = [name for name in snake if re.fullmatch(r"[a-z]+(?:_[a-z0-9]+)*", name)]
print(snake[-1], len(valid), len(re.findall(r"(\w)\1", log)), len(re.findall(r"(?i)GET|POST", log)))
