"""Runs the measurements of `make bench`: all runtimes in turn, several rounds, medians, ratios.

A server under measurement is pinned to one core and the load to another. Besides requests per second the table has requests per
second of the server's own CPU time, which varies least on a machine that does other things too.
"""

import json
import os
import pathlib
import platform
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "bench" / "scripts"
RELEASE = ROOT / "target" / "release"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
LOAD_SECONDS = int(os.environ.get("LOAD_SECONDS", "3"))
CORES = sorted(os.sched_getaffinity(0))


def runtimes():
    """Name and command prefix of each runtime that is there; node is the peer that ratios are against."""
    found = {
        "strait": [str(RELEASE / "strait"), "run", "--allow-net=loopback", "--allow-listen", "--allow-env=PORT,SERVER,COUNT"],
        "node": ["node"],
    }
    for name, command in {"bun": ["bun", "run"], "deno": ["deno", "run", "-A"]}.items():
        if shutil.which(command[0]):
            found[name] = command
    return found


def pinned(core, command):
    return ["taskset", "-c", str(CORES[core % len(CORES)]), *command]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_mib(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def empty_script(command):
    """Wall time of an empty script, in ms: the median of a handful of starts."""
    times = []
    for _ in range(9):
        begun = time.perf_counter()
        subprocess.run([*command, str(SCRIPTS / "empty.mjs")], check=True)
        times.append((time.perf_counter() - begun) * 1000)
    return {"ms": statistics.median(times)}


def serve(command, script, wrk_arguments):
    """Requests per second of a server on one core, and per second of its CPU time."""
    port = free_port()
    server = subprocess.Popen(
        pinned(0, [*command, str(SCRIPTS / script)]),
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PORT": str(port)},
    )
    try:
        if server.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{command[0]} did not start {script}")
        load = ["wrk", "-t1", "-c64", *wrk_arguments, f"http://127.0.0.1:{port}/"]
        subprocess.run(pinned(1, [*load[:3], "-d1s", *load[3:]]), check=True, stdout=subprocess.DEVNULL)
        before = cpu_seconds(server.pid)
        report = subprocess.run(
            pinned(1, [*load[:3], f"-d{LOAD_SECONDS}s", *load[3:]]), check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        used = cpu_seconds(server.pid) - before
        memory = rss_mib(server.pid)
    finally:
        server.terminate()
        server.wait()
    if "Socket errors" in report or "Non-2xx" in report:
        raise RuntimeError(report)
    requests = int(next(line for line in report.splitlines() if "requests in" in line).split()[0])
    rate = float(next(line for line in report.splitlines() if line.startswith("Requests/sec")).split()[1])
    return {"rps": rate, "rpcs": requests / used, "mib": memory}


def hello(command):
    return serve(command, "hello.mjs", [])


def echo(command):
    return serve(command, "echo.mjs", ["-s", str(ROOT / "bench" / "post.lua")])


def fetches(script, count):
    def measure(command):
        """Milliseconds as the script sees them, and CPU milliseconds of the whole process."""
        target = subprocess.Popen(
            pinned(1, [str(RELEASE / "examples" / "target")]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            environment = {**os.environ, "SERVER": target.stdout.readline().strip(), "COUNT": str(count)}
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run = subprocess.run(
                pinned(0, [*command, str(SCRIPTS / script)]), check=True, stdout=subprocess.PIPE, text=True, env=environment
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        finally:
            target.stdin.close()
            target.wait()
        cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
        return {"ms": float(run.stdout), "cpu": cpu}

    return measure


# Title, what measures it, and for each figure: key, unit, whether more is better.
WORK = [
    ("empty script", empty_script, [("ms", "ms", False)]),
    ("hello HTTP server, 64 connections", hello, [("rps", "requests/s", True), ("rpcs", "requests per CPU-second", True), ("mib", "MiB resident after", False)]),
    ("JSON echo server, POST 1 KiB", echo, [("rps", "requests/s", True), ("rpcs", "requests per CPU-second", True)]),
    ("1,000 fetches at once", fetches("fetches.mjs", 1000), [("ms", "ms", False), ("cpu", "CPU ms", False)]),
    ("10,000 fetches at once", fetches("fetches.mjs", 10000), [("ms", "ms", False), ("cpu", "CPU ms", False)]),
    ("2,000 fetches one after another", fetches("sequence.mjs", 2000), [("ms", "ms", False), ("cpu", "CPU ms", False)]),
]


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def table(results, names):
    lines = ["| Work | Unit | " + " | ".join(names) + " | strait against node |", "|---|---|" + "---|" * (len(names) + 1)]
    for title, _, figures in WORK:
        for key, unit, more_is_better in figures:
            medians = {}
            for name in names:
                values = [run[key] for run in results[title][name]]
                medians[name] = statistics.median(values)
            cells = [
                f"{number(medians[name])} ({number(min(r[key] for r in results[title][name]))} to {number(max(r[key] for r in results[title][name]))})"
                for name in names
            ]
            ratio = medians["strait"] / medians["node"] if more_is_better else medians["node"] / medians["strait"]
            verdict = f"{ratio:.2f} times as good" if ratio >= 1 else f"{ratio:.2f}, a loss"
            lines.append(f"| {title} | {unit} | " + " | ".join(cells) + f" | {verdict} |")
    return lines


def version(command):
    return subprocess.run([command, "--version"], stdout=subprocess.PIPE, text=True).stdout.splitlines()[0]


def main():
    found = runtimes()
    names = list(found)
    results = {title: {name: [] for name in names} for title, _, _ in WORK}
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    work = [entry for entry in WORK if only in entry[0]]
    for round_number in range(ROUNDS):
        for title, measure, _ in work:
            for name in names:
                print(f"round {round_number + 1}/{ROUNDS}: {title}: {name}", file=sys.stderr)
                results[title][name].append(measure(found[name]))
    WORK[:] = work
    sandboxes = json.loads(subprocess.run([str(RELEASE / "examples" / "sandboxes")], check=True, stdout=subprocess.PIPE, text=True).stdout)
    versions = ", ".join([version(str(RELEASE / "strait")), f"node {version('node')}"] + [f"{n} {version(n)}" for n in names[2:]])
    lines = [
        f"{platform.system()} {platform.machine()}, {len(CORES)} cores; {versions}; medians of {ROUNDS} rounds (least to most).",
        "",
        *table(results, names),
        "",
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
