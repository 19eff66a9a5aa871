"""A small tool with subcommands that works on text."""
import argparse
import difflib
import fnmatch
import io
import re
import shlex
import string
import sys
import textwrap
import unicodedata
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import PurePosixPath

FILES = {
    "notes/todo.txt": "buy milk\ncall Ann  \n\tfix the BUG in parser\nbuy bread\n",
    "notes/poem.txt": "The woods are lovely, dark and deep,\nBut I have promises to keep,\nAnd miles to go before I sleep.\n",
    "src/main.py": "def main():\n    print('hello')  # TODO: say more\n\n\nif __name__ == '__main__':\n    main()\n",
    "src/ünï.md": "# Häding\n\nSöme téxt with *emphasis* and `code`.\n\n* one\n* two\n",
}


def select(patterns):
    for name in FILES:
        if not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
            yield name, FILES[name]


def positive(text):
    number = int(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return number


class KeyValue(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        target = dict(getattr(namespace, self.dest) or {})
        for value in values:
            key, sign, rest = value.partition("=")
            if not sign:
                parser.error(f"{option_string}: {value!r} has no '='")
            target[key] = rest
        setattr(namespace, self.dest, target)


def count(options):
    total = Counter()
    for name, text in select(options.files):
        counts = Counter(lines=text.count("\n"), words=len(text.split()), letters=sum(map(str.isalpha, text)))
        total += counts
        print(f"{name:>16}", *(f"{key}={counts[key]}" for key in options.what))
    if options.total:
        print(f"{'total':>16}", dict(sorted(total.items())))


def grep(options):
    flags = re.IGNORECASE if options.ignore_case else re.NOFLAG
    pattern = re.compile(options.pattern if options.regex else re.escape(options.pattern), flags)
    found = 0
    for name, text in select(options.files):
        lines = text.splitlines()
        for number, line in enumerate(lines, 1):
            if bool(pattern.search(line)) != options.invert:
                found += 1
                shown = pattern.sub(lambda match: f"[{match[0]}]", line.strip())
                print(f"{PurePosixPath(name).name}:{number}: {shown}")
                for after in lines[number:number + options.context]:
                    print(f"{'':4}{after.strip()}")
    return found == 0


def replace(options):
    for name, text in select(options.files):
        changed = text
        for old, new in (options.set or {}).items():
            changed = re.sub(rf"\b{re.escape(old)}\b", new, changed)
        if changed != text:
            diff = difflib.unified_diff(text.splitlines(), changed.splitlines(), name, name + " (new)", lineterm="", n=0)
            print("\n".join(diff))


def render(options):
    class Loose(string.Template):
        delimiter = "%"
        idpattern = r"[a-z][_a-z0-9.]*"

    values = {"user.name": "Ann", "n": 3}
    template = Loose("Dear %{user.name}, %n of 100%% is %rest")
    print(template.safe_substitute(values), template.get_identifiers(), template.is_valid())
    for _, text in select(options.files):
        body = textwrap.dedent(text).strip()
        print(textwrap.indent(textwrap.fill(body, options.width, initial_indent="> ", subsequent_indent="  "), "|"))
        print(textwrap.shorten(body, options.width, placeholder=" ..."))
        table = str.maketrans("aeiou", "AEIOU", string.punctuation)
        print(body.translate(table).split("\n")[0], body.title()[:20], body.casefold() == body.lower())


def plain(options):
    for name, text in select(options.files):
        folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        print(f"{name!a}: {folded.splitlines()[0]!r}", sorted({unicodedata.name(c) for c in text if not c.isascii()}) or "ascii")


def parser():
    top = argparse.ArgumentParser(prog="text", description="Works on text.", epilog="See also: sed, awk.")
    top.add_argument("-V", "--version", action="version", version="%(prog)s 1.2")
    top.add_argument("-v", "--verbose", action="count", default=0, help="say more; may be repeated")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")
    files = argparse.ArgumentParser(add_help=False)
    files.add_argument("files", nargs="*", help="patterns of names")
    sub = commands.add_parser("count", parents=[files], help="count lines and words", aliases=["wc"])
    sub.add_argument("--what", nargs="+", choices=["lines", "words", "letters"], default=["lines", "words"])
    sub.add_argument("--total", action=argparse.BooleanOptionalAction, default=True, help="sum up")
    sub.set_defaults(run=count)
    sub = commands.add_parser("grep", help="find lines")
    sub.add_argument("pattern")
    sub.add_argument("files", nargs="*")
    group = sub.add_mutually_exclusive_group()
    group.add_argument("-E", "--regex", action="store_true")
    group.add_argument("-F", "--fixed", dest="regex", action="store_false")
    sub.add_argument("-i", "--ignore-case", action="store_true")
    sub.add_argument("--invert", action="store_true")
    sub.add_argument("-C", "--context", type=positive, default=0, metavar="LINES", help="lines after (default: %(default)s)")
    sub.set_defaults(run=grep)
    sub = commands.add_parser("replace", parents=[files])
    sub.add_argument("--set", nargs=2, action=KeyValue, metavar="OLD=NEW")
    sub.set_defaults(run=replace)
    sub = commands.add_parser("render", parents=[files])
    sub.add_argument("--width", type=int, default=40)
    sub.set_defaults(run=render)
    commands.add_parser("plain", parents=[files]).set_defaults(run=plain)
    return top


def main(line):
    print("$ text", line)
    errors = io.StringIO()
    try:
        with redirect_stderr(errors):
            options = parser().parse_args(shlex.split(line))
            if options.verbose:
                print({key: value for key, value in sorted(vars(options).items()) if key != "run"})
            failed = options.run(options)
            print("=>", int(bool(failed)))
    except SystemExit as end:
        print("=>", end.code)
    if errors.getvalue():
        print(textwrap.indent(errors.getvalue(), "! "), end="")


for line in [
    "count", "wc --what letters words --no-total -- '*.txt'", "grep -i 'bug'", "grep -E '^(b|T)\\w+' -C 1 'notes/*'",
    "grep --invert e src/main.py -vv", "replace --set buy=sell milk=cream 'notes/t*'", "render notes/poem.txt --width 30",
    "plain", "--version", "", "grep", "grep -EF x", "grep x -C 0", "count --what colours", "replace --set a b", "-h",
    "count --help", "nope",
]:
    main(line)
