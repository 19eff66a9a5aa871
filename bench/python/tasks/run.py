"""What tasks cost: memory of a parked one, time to go on at a depth of calls, a million turns. Prints a table.

    python3 bench/python/tasks/run.py --engine strait='target/release/strait run --memory=1G'
"""

import argparse
import pathlib
import shlex
import statistics
import subprocess
import threading

HERE = pathlib.Path(__file__).parent
PARKED = 50_000
ROUNDS = 5


def run(command, program, *arguments):
    """What a program prints, and the most memory its process had, in bytes."""
    process = subprocess.Popen(
        [*shlex.split(command), str(HERE / program), *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )
    most, ended = 0, threading.Event()

    def watch():
        nonlocal most
        while not ended.wait(0.001):
            try:
                with open(f"/proc/{process.pid}/status") as status:
                    lines = [line for line in status if line.startswith("VmHWM:")]
            except OSError:
                return
            most = max([most, *(int(line.split()[1]) * 1024 for line in lines)])

    watcher = threading.Thread(target=watch)
    watcher.start()
    printed, _ = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return float(printed), most


def median(measure):
    return statistics.median(measure() for _ in range(ROUNDS))


def measure(command):
    for kind, what in ("sleep", "asleep"), ("event", "waiting for an event"):
        few = median(lambda: run(command, "parked.py", kind, 1)[1])
        many = median(lambda: run(command, "parked.py", kind, PARKED)[1])
        yield f"memory of a task {what}", f"{(many - few) / PARKED:.0f} B"
    for depth in 1, 500:
        yield f"going on at depth {depth}", f"{median(lambda: run(command, 'resume.py', depth)[0]):.0f} ns"
    yield "1,000,000 turns of 1,000 tasks", f"{median(lambda: run(command, 'sleep_zero.py')[0]):.2f} s"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", action="append", default=[], metavar="NAME=COMMAND")
    engines = {"python3": "python3"} | dict(engine.split("=", 1) for engine in parser.parse_args().engine)
    columns = {name: dict(measure(command)) for name, command in engines.items()}
    print(f"| | {' | '.join(columns)} |")
    print(f"|---|{'---:|' * len(columns)}")
    for row in next(iter(columns.values())):
        print(f"| {row} | {' | '.join(column[row] for column in columns.values())} |")


main()
