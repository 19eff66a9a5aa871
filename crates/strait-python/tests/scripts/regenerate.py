"""Records what CPython prints for each script of the corpus; README.md says what the files are.

    python3.12 regenerate.py [--check] [PART-OF-A-NAME...]

With --check nothing is written: cases whose recorded output differs are named, and the exit status is 1.
"""

import argparse
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent
RECORDED_WITH = (3, 12, 1)
# Two orders of sets of strings: a script whose output depends on them is no test.
HASH_SEEDS = ("1", "2")
PATIENCE_SECONDS = 60


class Unfit(Exception):
    """A script that cannot be a case; the text says why."""


def main():
    parser = argparse.ArgumentParser(description="record the expected output of the corpus")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("names", nargs="*", help="only cases whose AREA/NAME contains one of these")
    options = parser.parse_args()
    if sys.version_info[:3] != RECORDED_WITH:
        parser.error(f"the corpus is recorded with CPython {'.'.join(map(str, RECORDED_WITH))}, this is {sys.version.split()[0]}")

    cases = [case for case in sorted(ROOT.glob("*/*.py")) if is_wanted(case, options.names)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = list(pool.map(lambda case: settle(case, options.check), cases))
    if not options.names:
        complaints += settle_orphans(options.check)
    complaints = [complaint for complaint in complaints if complaint]
    print(*complaints, sep="\n", end="\n" if complaints else "", file=sys.stderr)
    print(f"{len(cases)} cases, {len(complaints)} complaints")
    sys.exit(bool(complaints))


def is_wanted(case, names):
    name = f"{case.parent.name}/{case.stem}"
    return not names or any(part in name for part in names)


def settle(case, check):
    """Writes or compares the expectations of one case; what is wrong, or None."""
    name = f"{case.parent.name}/{case.stem}"
    try:
        out, err = record(case)
    except Unfit as reason:
        return f"{name}: {reason}"
    wanted = {case.with_suffix(".out"): out, case.with_suffix(".err"): err}
    stale = [path for path, text in wanted.items() if read(path) != text]
    if check and stale:
        return f"{name}: {', '.join(path.suffix for path in stale)} differs"
    for path in stale:
        if wanted[path] is None:
            path.unlink()
        else:
            path.write_bytes(wanted[path])
    return None


def record(case):
    """Standard output, and standard error or None when the script ends well."""
    if case.stem in sys.stdlib_module_names:
        raise Unfit("its name hides a module of the standard library")
    out, err, status = run(case, HASH_SEEDS[0])
    for seed in HASH_SEEDS[1:]:
        if (out, err, status) != run(case, seed):
            raise Unfit("prints something else each time")
    if status not in (0, 1):
        raise Unfit(f"exit status {status}")
    if (status == 1) != bool(err):
        raise Unfit(f"exit status {status}, and on standard error: {err.decode()}")
    for trace in (b" at 0x", str(ROOT).encode(), sys.prefix.encode()):
        if trace in out + err:
            raise Unfit(f"prints {trace.decode()!r}, which differs elsewhere")
    return out, err or None


def run(case, hash_seed):
    environment = {"PYTHONHASHSEED": hash_seed, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "TZ": "UTC"}
    command = [sys.executable, case.name]
    try:
        end = subprocess.run(
            command, cwd=case.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise Unfit(f"has not ended after {PATIENCE_SECONDS} s") from None
    # CPython makes the script's file name absolute; the corpus keeps it as it was given.
    folder = f"{case.parent}{os.sep}".encode()
    return end.stdout.replace(folder, b""), end.stderr.replace(folder, b""), end.returncode


def settle_orphans(check):
    """Expectations whose script is gone are removed, or named."""
    orphans = [
        path for suffix in (".out", ".err") for path in sorted(ROOT.glob(f"*/*{suffix}")) if not path.with_suffix(".py").is_file()
    ]
    if check:
        return [f"{path.parent.name}/{path.name}: its script is gone" for path in orphans]
    for path in orphans:
        path.unlink()
    return []


def read(path):
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    main()
