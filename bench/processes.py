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
# The other runtimes and their packages, installed by run.sh, with a copy of the scripts beside them: imports are looked for from there.
PEERS = ROOT / "target" / "bench"
CORES = sorted(os.sched_getaffinity(0))


class Runtime:
    """A name, the command in front of a script, and where the scripts are that it runs."""

    def __init__(self, name, command, scripts):
        self.name = name
        self.command = command
        self.scripts = scripts

    def run(self, script):
        return pinned(0, [*self.command, str(self.scripts / script)])

    def version(self):
        return subprocess.run([self.command[0], "--version"], stdout=subprocess.PIPE, text=True).stdout.splitlines()[0]


def runtimes():
    """The runtimes that are there; node is the peer that ratios are against."""
    allowed = ["--allow-net=loopback", "--allow-listen", "--allow-env=PORT,SERVER,COUNT,CONNECTIONS"]
    found = [
        Runtime("strait", [str(RELEASE / "strait"), "run", *allowed], ROOT / "bench" / "scripts"),
        Runtime("node", ["node"], PEERS / "scripts"),
    ]
    installed = {
        "bun": [str(PEERS / "node_modules" / "bun" / "bin" / "bun.exe"), "run"],
        "deno": [str(PEERS / "node_modules" / "deno" / "deno"), "run", "-A"],
    }
    return found + [Runtime(name, command, PEERS / "scripts") for name, command in installed.items() if shutil.which(command[0])]


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
