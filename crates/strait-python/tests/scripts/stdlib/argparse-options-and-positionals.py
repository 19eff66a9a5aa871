import argparse

parser = argparse.ArgumentParser(prog="tool", description="Does a thing.", epilog="The end.", allow_abbrev=True)
parser.add_argument("source", help="where from")
parser.add_argument("extra", nargs="*", type=int)
parser.add_argument("-v", "--verbose", action="count", default=0, help="say more")
parser.add_argument("-o", "--output", metavar="FILE", default="out.txt", help="where to (default: %(default)s)")
parser.add_argument("--level", type=int, choices=[1, 2, 3])
parser.add_argument("--tag", action="append")
parser.add_argument("--no-color", dest="color", action="store_false")
parser.add_argument("--flag", action=argparse.BooleanOptionalAction, default=None)
parser.add_argument("--pair", nargs=2, metavar=("A", "B"))
parser.add_argument("--maybe", nargs="?", const="const", default="default")
parser.add_argument("--version", action="version", version="%(prog)s 1.0")
print(parser.parse_args(["in", "1", "2", "-vv", "-oFILE", "--level=2", "--tag", "a", "--tag", "b", "--no-color", "--flag", "--pair", "x", "y", "--maybe"]))
print(parser.parse_args(["in"]), parser.parse_args(["--verb", "--", "-dash"]).source)
print(parser.parse_known_args(["in", "--unknown", "5", "-q"]))
print(vars(parser.parse_args(["in", "--maybe", "given", "--no-flag"]))["flag"])
parser.print_help()
print(parser.format_usage(), end="")


class Quiet(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)


quiet = Quiet(prog="q", exit_on_error=False)
group = quiet.add_mutually_exclusive_group(required=True)
group.add_argument("--on", action="store_true")
group.add_argument("--off", action="store_true")
quiet.add_argument("--n", type=int, required=True)
quiet.add_argument("--mode", choices=["a", "b"], default="a")
for arguments in (
    ["--on"], ["--n", "5"], ["--on", "--off", "--n", "1"], ["--on", "--n", "x"], ["--on", "--n", "1", "--mode", "z"],
    ["--on", "--n", "1", "stray"], ["--on", "--n"], ["--on", "--n", "3"], ["--o", "--n", "1"],
):
    try:
        print(quiet.parse_args(arguments))
    except (ValueError, argparse.ArgumentError) as error:
        print(arguments, "->", type(error).__name__, error)
try:
    parser.parse_args(["--version"])
except SystemExit as error:
    print("exit", error.code)
