"""Runs the programs in `programs/` with python3 and with other engines in turn, and compares the time that they take.

    python3 bench/python/run.py --engine strait='target/release/strait run' [--rounds N] [PART-OF-A-NAME...]

An engine's command is run with the program's path appended; every engine must print what python3 prints. The table goes to
standard output and, when all programs ran and none failed, into README.md.
"""

import argparse
import math
import os
import pathlib
import platform
import resource
import shlex
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
REFERENCE = "python3"
PATIENCE_SECONDS = 120


@dataclass
class Run:
    """One run of one program: seconds on the clock, seconds of CPU of the process and its children, and what it printed."""

    wall: float
    cpu: float
    output: bytes


class Failure(Exception):
    """A run that cannot be counted; the text says why."""


def main():
    options = arguments()
    engines = {REFERENCE: [reference_path()]} | dict(options.engine)
    programs = [path for path in sorted((HERE / "programs").glob("*.py")) if is_wanted(path.stem, options.names)]
    if not programs:
        sys.exit("no program has such a name")
    results, failures = measure(programs, engines, options.rounds)
    lines = [summary(engines, options.rounds), "", *table(programs, engines, results, failures)]
    print("\n".join(lines))
    for (program, engine), reason in failures.items():
        print(f"{program} with {engine}: {reason}", file=sys.stderr)
    if failures:
        sys.exit(1)
    if not options.names and options.engine:
        write_readme(lines)


def arguments():
    parser = argparse.ArgumentParser(description="compare engines with python3 on the programs beside this file")
    parser.add_argument("--engine", action="append", default=[], type=named_command, metavar="NAME=COMMAND", help="an engine to compare")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each program with each engine (5)")
    parser.add_argument("names", nargs="*", help="only programs whose name contains one of these")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    names = [name for name, _ in options.engine]
    if len({REFERENCE, *names}) != len(names) + 1:
        parser.error(f"each engine needs a name of its own, other than {REFERENCE}")
    return options


def named_command(text):
    name, equals, command = text.partition("=")
    if not name or not equals or not command.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=COMMAND")
    return name, shlex.split(command)


def reference_path():
    """The interpreter itself: what `python3` names may be a script that takes its time to choose one."""
    ask = [REFERENCE, "-c", "import sys; print(sys.executable)"]
    return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()


def is_wanted(name, parts):
    return not parts or any(part in name for part in parts)


def measure(programs, engines, rounds):
    """Results by (program, engine), and why the rest failed. Engines take turns, so that a slow spell of the machine meets all."""
    results = {(program.stem, engine): [] for program in programs for engine in engines}
    failures = {}
    for number in range(1, rounds + 1):
        for program in programs:
            expected = None
            for engine, command in engines.items():
                key = program.stem, engine
                if key in failures:
                    continue
                print(f"round {number}/{rounds}: {program.stem}: {engine}", file=sys.stderr)
                try:
                    result = run(command, program)
                    if expected is not None and result.output != expected:
                        raise Failure(f"prints {shortened(result.output)} and not {shortened(expected)}")
                except Failure as reason:
                    failures[key] = reason
                    continue
                if engine == REFERENCE:
                    expected = result.output
                results[key].append(result)
    return results, failures


def run(command, program):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    try:
        end = subprocess.run([*command, str(program)], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_SECONDS)
    except FileNotFoundError:
        raise Failure(f"{command[0]} is not there") from None
    except subprocess.TimeoutExpired:
        raise Failure(f"has not ended after {PATIENCE_SECONDS} s") from None
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if end.returncode != 0:
        raise Failure(f"exit status {end.returncode}: {shortened(end.stderr, from_end=True)}")
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end.stdout)


def shortened(output, from_end=False):
    text = output.decode(errors="replace").strip()
    return repr(text[-200:] if from_end else text[:200])


def table(programs, engines, results, failures):
    """A row a program: for each engine median wall and CPU milliseconds, and for others than python3 how those compare with it."""
    others = [engine for engine in engines if engine != REFERENCE]
    headings = ["Program", f"{REFERENCE} wall", "CPU"]
    for engine in others:
        headings += [f"{engine} wall", "CPU", "wall ratio", "CPU ratio"]
    lines = [row(headings), row(["---"] + ["---:"] * (len(headings) - 1))]
    ratios = {engine: {"wall": [], "cpu": []} for engine in others}
    for program in programs:
        reference = medians(results, failures, program.stem, REFERENCE)
        cells = [program.stem, *times(reference)]
        for engine in others:
            measured = medians(results, failures, program.stem, engine)
            cells += times(measured)
            for kind in ("wall", "cpu"):
                if measured and reference:
                    ratio = measured[kind] / reference[kind]
                    ratios[engine][kind].append(ratio)
                    cells.append(f"{ratio:.2f}")
                else:
                    cells.append("failed")
        lines.append(row(cells))
    cells = ["**geometric mean**", "", ""]
    for engine in others:
        cells += ["", "", *(geometric_mean(ratios[engine][kind], len(programs)) for kind in ("wall", "cpu"))]
    return [*lines, row(cells)] if others else lines


def medians(results, failures, program, engine):
    runs = results[program, engine]
    if (program, engine) in failures or not runs:
        return None
    return {"wall": statistics.median(r.wall for r in runs), "cpu": statistics.median(r.cpu for r in runs)}


def times(measured):
    return [f"{measured['wall'] * 1000:,.0f}", f"{measured['cpu'] * 1000:,.0f}"] if measured else ["failed", "failed"]


def geometric_mean(ratios, wanted):
    if not ratios:
        return "failed"
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    return f"**{mean:.2f}**" if len(ratios) == wanted else f"**{mean:.2f}** of {len(ratios)}"


def row(cells):
    return f"| {' | '.join(cells)} |"


def summary(engines, rounds):
    names = ", ".join(["python3 is " + version(engines[REFERENCE][0]), *(name for name in engines if name != REFERENCE)])
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores; {names}; milliseconds, medians of {rounds} rounds; a ratio below 1 is faster than python3."


def version(command):
    return subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def write_readme(lines):
    readme = HERE / "README.md"
    begin, end = "<!-- table -->", "<!-- end of table -->"
    head, rest = readme.read_text().split(begin)
    tail = rest.split(end)[1]
    readme.write_text("\n".join([head + begin, *lines, end]) + tail)


if __name__ == "__main__":
    main()
