#!/usr/bin/env python3
"""Prints a summary of an Autobahn report and fails if a case does not pass.

OK, NON-STRICT and INFORMATIONAL pass. Usage: summary.py TITLE REPORTS/index.json
"""
import collections, json, sys

title, path = sys.argv[1:]
cases = next(iter(json.load(open(path)).values()))
sections = collections.defaultdict(collections.Counter)
noted = collections.defaultdict(list)
failed = []
for case, result in cases.items():
    behaviour = result["behavior"]
    sections[int(case.split(".")[0])][behaviour] += 1
    if behaviour != "OK":
        noted[behaviour].append(case)
    closed = result["behaviorClose"]
    if behaviour not in ("OK", "NON-STRICT", "INFORMATIONAL") or closed not in ("OK", "INFORMATIONAL"):
        failed.append(f"{case}: {behaviour}, close {closed}")
total = sum(sections.values(), collections.Counter())
words = lambda counts: ", ".join(f"{counts[name]} {name}" for name in sorted(counts))
print(f"{title}: {len(cases)} cases: {words(total)}")
for section in sorted(sections):
    print(f"  section {section}: {words(sections[section])}")
for behaviour in sorted(noted):
    print(f"  {behaviour}: {' '.join(noted[behaviour])}")
print("\n".join(failed) if failed else "  every case passes")
sys.exit(bool(failed))
