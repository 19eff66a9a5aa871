"""Runs what is measured, and reads what it used."""

import contextlib
import os
import pathlib
import resource
import shutil
import socket
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / "target" / "release"
# CPython and the packages that its scripts need.
PYTHON = ROOT / "target" / "bench-python" / "bin" / "python3"
# The other runtimes and their packages, installed by run.sh, with a copy of the scripts beside them: imports are looked for from there.
PEERS = ROOT / "target" / "bench"
CORES = sorted(os.sched_getaffinity(0))


class Runtime:
    """A name, the command in front of a script, and where the scripts are that it runs.

    `own` has the names of its own versions of scripts that are not the same for all.
    """

    def __init__(self, name, command, scripts, own=()):
        self.name = name
        self.command = command
        self.scripts = scripts
        self.own = dict(own)

    def script(self, name):
        return str(self.scripts / self.own.get(name, name))

    def run(self, script):
        return pinned(0, [*self.command, self.script(script)])

    def is_there(self):
        return shutil.which(self.command[0]) is not None

    def version(self):
        return subprocess.run([self.command[0], "--version"], stdout=subprocess.PIPE, text=True).stdout.splitlines()[0]


SCRIPTS = ROOT / "bench" / "scripts"
STRAIT = [
    str(RELEASE / "strait"), "run", "--allow-net=loopback", "--allow-listen", "--allow-env=PORT,SERVER,COUNT,CONNECTIONS"
]


def runtimes():
    """The runtimes of JavaScript that are there; node is the peer that ratios are against."""
    found = [
        Runtime("strait", STRAIT, SCRIPTS),
        Runtime("node", ["node"], PEERS / "scripts"),
    ]
    installed = {
        "bun": [str(PEERS / "node_modules" / "bun" / "bin" / "bun.exe"), "run"],
        "deno": [str(PEERS / "node_modules" / "deno" / "deno"), "run", "-A"],
    }
    return found + [Runtime(name, command, PEERS / "scripts") for name, command in installed.items() if shutil.which(command[0])]


def python_runtimes():
    """The runtimes of Python: strait, and CPython with the packages that people serve and fetch with."""
    own = {"hello.py": "hello-uvicorn.py", "fetches.py": "fetches-aiohttp.py"}
    return [Runtime("strait", STRAIT, SCRIPTS), Runtime("python3", [str(PYTHON)], SCRIPTS, own)]


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


@contextlib.contextmanager
def serving(runtime, script, **environment):
    """A server script on one core: its process and its address."""
    port = free_port()
    server = subprocess.Popen(
        runtime.run(script), stdout=subprocess.PIPE, text=True, env={**os.environ, **environment, "PORT": str(port)}
    )
    try:
        if server.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{runtime.name} did not start {script}")
        yield server, f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def output(command):
    return subprocess.run(pinned(1, command), check=True, stdout=subprocess.PIPE, text=True).stdout


def client(runtime, script, target, **environment):
    """A client script on one core, against a native server on the other: milliseconds as the script sees them, and CPU milliseconds of
    the whole process."""
    server = subprocess.Popen(
        pinned(1, [str(RELEASE / "examples" / "target"), *target]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        environment = {**os.environ, **environment, "SERVER": server.stdout.readline().strip()}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.run(runtime.run(script), check=True, stdout=subprocess.PIPE, text=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    finally:
        server.stdin.close()
        server.wait()
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
    return {"ms": float(run.stdout), "cpu": cpu}
