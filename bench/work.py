"""What is measured: for each piece of work a function that does it with one runtime once."""

import json
import os
import statistics
import subprocess
import time

from processes import RELEASE, ROOT, client, cpu_seconds, output, pinned, rss_mib, serving

LOAD_SECONDS = int(os.environ.get("LOAD_SECONDS", "3"))
EVENTS = 100_000


def empty_script(script):
    """Wall time of an empty script: the median of a handful of starts."""

    def measure(runtime):
        times = []
        for _ in range(9):
            begun = time.perf_counter()
            subprocess.run([*runtime.command, runtime.script(script)], check=True)
            times.append((time.perf_counter() - begun) * 1000)
        return {"ms": statistics.median(times)}

    return measure


def requests(script, *options):
    """Requests of 64 connections, per second and per second of the server's CPU time."""

    def measure(runtime):
        with serving(runtime, script) as (server, address):
            load = lambda seconds: output(["wrk", "-t1", "-c64", f"-d{seconds}s", *options, f"http://{address}/"])
            load(1)
            before = cpu_seconds(server.pid)
            report = load(LOAD_SECONDS)
            used = cpu_seconds(server.pid) - before
            memory = rss_mib(server.pid)
        if "Socket errors" in report or "Non-2xx" in report:
            raise RuntimeError(report)
        count = int(next(line for line in report.splitlines() if "requests in" in line).split()[0])
        rate = float(next(line for line in report.splitlines() if line.startswith("Requests/sec")).split()[1])
        return {"rate": rate, "efficiency": count / used, "mib": memory}

    return measure


def streamed(runtime):
    """Megabytes of streamed bodies that 8 connections get."""
    size = 10 * 1024 * 1024 / 1e6
    with serving(runtime, "stream.mjs") as (server, address):
        before = cpu_seconds(server.pid)
        report = output(["wrk", "-t1", "-c8", f"-d{LOAD_SECONDS}s", f"http://{address}/"])
        used = cpu_seconds(server.pid) - before
    if "Socket errors" in report or "Non-2xx" in report:
        raise RuntimeError(report)
    line = next(line for line in report.splitlines() if "requests in" in line).split()
    megabytes = int(line[0]) * size
    return {"rate": megabytes / float(line[3].strip("s,")), "efficiency": megabytes / used}


def load(kind, figure, script, warm_up=(), arguments=(), scale=1, **environment):
    """What the native load generator counts, per second and per second of the server's CPU time."""

    def measure(runtime):
        with serving(runtime, script, **environment) as (server, address):
            command = lambda arguments: json.loads(output([str(RELEASE / "examples" / "load"), kind, address, *map(str, arguments)]))
            if warm_up:
                command(warm_up)
            before = cpu_seconds(server.pid)
            report = command(arguments)
            used = cpu_seconds(server.pid) - before
        return {"rate": report[figure] / scale / report["seconds"], "efficiency": report[figure] / scale / used}

    return measure


def idle(runtime):
    """What the server's memory grows by for 1,000 connections that stay open."""
    with serving(runtime, "hello.mjs") as (server, address):
        # What any load makes a server keep is not to be counted.
        output(["wrk", "-t1", "-c64", "-d1s", f"http://{address}/"])
        before = rss_mib(server.pid)
        holder = subprocess.Popen(
            pinned(1, [str(RELEASE / "examples" / "load"), "idle", address, "1000"]),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        try:
            if holder.stdout.readline().strip() != "ready":
                raise RuntimeError(f"{runtime.name} did not keep 1,000 connections")
            return {"mib": rss_mib(server.pid) - before}
        finally:
            holder.stdin.close()
            holder.wait()


def fetches(script, count):
    return lambda runtime: client(runtime, script, ["http"], COUNT=str(count))


def messages_exchanged(runtime):
    return client(runtime, "ws-client.mjs", ["websocket"], CONNECTIONS="64", COUNT="1000")


def events_received(runtime):
    return client(runtime, "sse-client.mjs", ["events", str(EVENTS)], COUNT=str(EVENTS))


def rates(unit):
    return [("rate", f"{unit}/s", True), ("efficiency", f"{unit} per CPU-second", True)]


MEMORY = [("mib", "MiB resident after", False)]
TIMES = [("ms", "ms", False), ("cpu", "CPU ms", False)]
LOAD = (64, LOAD_SECONDS)

# Title, what measures it, and for each figure: key, unit, whether more is better.
WORK = [
    ("empty script", empty_script("empty.mjs"), [("ms", "ms", False)]),
    ("hello HTTP server, 64 connections", requests("hello.mjs"), rates("requests") + MEMORY),
    ("JSON echo server, POST 1 KiB", requests("echo.mjs", "-s", str(ROOT / "bench" / "post.lua")), rates("requests")),
    ("streamed 10 MiB responses, 64 KiB chunks", streamed, rates("MB")),
    ("1,000 idle keep-alive connections", idle, [("mib", "MiB more", False)]),
    ("1,000 fetches at once", fetches("fetches.mjs", 1000), TIMES),
    ("10,000 fetches at once", fetches("fetches.mjs", 10000), TIMES),
    ("2,000 fetches one after another", fetches("sequence.mjs", 2000), TIMES),
    ("WebSocket echo server, 64 connections", load("websocket", "messages", "ws-echo.mjs", (64, 1), LOAD), rates("messages")),
    ("WebSocket client, 64 connections, 1,000 messages each", messages_exchanged, TIMES),
    ("SSE server, 100,000 events", load("read", "events", "sse-server.mjs", COUNT=str(EVENTS)), rates("events")),
    ("SSE client, 100,000 events", events_received, TIMES),
    ("TCP echo server, 64 connections", load("exchange", "messages", "tcp-echo.mjs", (64, 1), LOAD), rates("messages")),
    ("TCP bulk echo", load("bulk", "bytes", "tcp-echo.mjs", (1,), (LOAD_SECONDS,), 1e6), rates("MB")),
]

# The same for Python.
PYTHON_WORK = [
    ("empty script", empty_script("empty.py"), [("ms", "ms", False)]),
    ("hello HTTP server, 64 connections (uvicorn)", requests("hello.py"), rates("requests") + MEMORY),
    ("1,000 fetches at once (aiohttp)", fetches("fetches.py", 1000), TIMES),
    ("10,000 fetches at once (aiohttp)", fetches("fetches.py", 10000), TIMES),
    ("TCP echo server, 64 connections (asyncio's streams)", load("exchange", "messages", "tcp-echo.py", (64, 1), LOAD), rates("messages")),
]
