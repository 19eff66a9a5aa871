"""Runs the measurements of `make bench`: all runtimes in turn, several rounds, medians, ratios.

A server under measurement is pinned to one core and the load to another. Besides what it does per second the table has what it does
per second of the server's own CPU time, which varies least on a machine that does other things too.
"""

import json
import os
import platform
import statistics
import subprocess
import sys

from processes import CORES, RELEASE, ROOT, python_runtimes, runtimes
from work import PYTHON_WORK, WORK

ROUNDS = int(os.environ.get("ROUNDS", "5"))


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def table(work, results, names, peer):
    lines = [f"| Work | Unit | {' | '.join(names)} | strait against {peer} |", "|---|---|" + "---|" * (len(names) + 1)]
    for title, _, figures in work:
        for key, unit, more_is_better in figures:
            medians = {}
            for name in names:
                values = [run[key] for run in results[title][name]]
                medians[name] = statistics.median(values)
            cells = [
                f"{number(medians[name])} ({number(min(r[key] for r in results[title][name]))} to {number(max(r[key] for r in results[title][name]))})"
                for name in names
            ]
            ratio = medians["strait"] / medians[peer] if more_is_better else medians[peer] / medians["strait"]
            verdict = f"{ratio:.2f} times as good" if ratio >= 1 else f"{ratio:.2f}, a loss"
            lines.append(f"| {title} | {unit} | " + " | ".join(cells) + f" | {verdict} |")
    return lines


def measured(work, found):
    """Does the work in turn with every runtime, round by round."""
    results = {title: {runtime.name: [] for runtime in found} for title, _, _ in work}
    for round_number in range(ROUNDS):
        for title, measure, _ in work:
            for runtime in found:
                print(f"round {round_number + 1}/{ROUNDS}: {title}: {runtime.name}", file=sys.stderr)
                results[title][runtime.name].append(measure(runtime))
    return results


def main():
    """Measures the work whose titles have the argument in them: of JavaScript, of Python (`python`), or everything."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    tables = []
    found = []
    for language, work, there, peer in (("JavaScript", WORK, runtimes(), "node"), ("Python", PYTHON_WORK, python_runtimes(), "python3")):
        work = [entry for entry in work if only in entry[0] or only == language.lower()]
        if not work or not there[1].is_there():
            continue
        found += [runtime for runtime in there if runtime.name not in [each.name for each in found]]
        results = measured(work, there)
        tables += [f"**{language}**", "", *table(work, results, [runtime.name for runtime in there], peer), ""]
    sandboxes = json.loads(subprocess.run([str(RELEASE / "examples" / "sandboxes")], check=True, stdout=subprocess.PIPE, text=True).stdout)
    versions = ", ".join(f"{runtime.name} {runtime.version().split(' ', 1)[-1]}" for runtime in found)
    lines = [
        f"{platform.system()} {platform.machine()}, {len(CORES)} cores; {versions}; medians of {ROUNDS} rounds (least to most).",
        "",
        *tables,
        "| Strait alone | |",
        "|---|---|",
        f"| engine start (maps the guests' code) | {sandboxes['engine_start_us'] / 1000:.2f} ms |",
        f"| a fresh sandbox that has evaluated a small script and ended | {sandboxes['fresh_sandbox_us'] / 1000:.3f} ms |",
        f"| memory of each of 1,000 live sandboxes | {sandboxes['live_sandbox_kib']} KiB |",
    ]
    print("\n".join(lines))
    if not only:
        write_readme(lines)


def write_readme(lines):
    readme = ROOT / "bench" / "README.md"
    begin, end = "<!-- table -->", "<!-- end of table -->"
    text = readme.read_text()
    head, rest = text.split(begin)
    tail = rest.split(end)[1]
    readme.write_text(head + begin + "\n" + "\n".join(lines) + "\n" + end + tail)


main()
