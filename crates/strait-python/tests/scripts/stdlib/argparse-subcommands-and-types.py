import argparse
import contextlib
import io

parser = argparse.ArgumentParser(prog="git")
parser.add_argument("--debug", action="store_true")
commands = parser.add_subparsers(dest="command", required=True, title="commands", metavar="COMMAND")
clone = commands.add_parser("clone", help="copy a repository", aliases=["cl"])
clone.add_argument("url")
clone.add_argument("--depth", type=int)
clone.set_defaults(run=lambda a: f"cloning {a.url} {a.depth}")
add = commands.add_parser("add", help="stage files")
add.add_argument("files", nargs="+")
add.add_argument("-n", "--dry-run", action="store_true")
add.set_defaults(run=lambda a: f"adding {a.files} {a.dry_run}")
for arguments in (["clone", "http://x", "--depth", "3"], ["--debug", "add", "a", "b", "-n"], ["cl", "u"]):
    options = parser.parse_args(arguments)
    print(options.command, options.debug, options.run(options))


def fails(arguments):
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        try:
            parser.parse_args(arguments)
        except SystemExit as error:
            print(error.code, err.getvalue(), end="")


fails([])
fails(["nope"])
fails(["add"])
fails(["clone", "u", "--depth", "x"])
fails(["clone", "u", "--wrong"])
with contextlib.redirect_stdout(io.StringIO()) as out:
    with contextlib.suppress(SystemExit):
        parser.parse_args(["clone", "--help"])
print(out.getvalue(), end="")
parser.print_help()


def positive(text):
    n = int(text)
    if n <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return n


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper())


other = argparse.ArgumentParser(prog="other", usage="%(prog)s [options]", add_help=False, argument_default=argparse.SUPPRESS, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
numbers = other.add_argument_group("numbers", "all of them")
numbers.add_argument("-c", "--count", type=positive, default=1, help="how many")
other.add_argument("--name", action=Upper)
other.add_argument("--rest", nargs=argparse.REMAINDER)
print(other.parse_args(["-c", "5", "--name", "ann", "--rest", "-x", "y"]), other.parse_args([]))
print(other.format_help(), end="")
parser = other
fails(["-c", "-3"])
fails(["-c", "0"])
try:
    other.add_argument("--name")
except argparse.ArgumentError as error:
    print(error)
print(argparse.Namespace(a=1, b="x"), argparse.Namespace(a=1) == argparse.Namespace(a=1))
print("a" in argparse.Namespace(a=1))
