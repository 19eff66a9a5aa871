# The script runs with an empty standard input.
try:
    input("prompt: ")
except EOFError as error:
    print()
    print(repr(error))
import io
import sys

sys.stdin = io.StringIO("first line\n  second \n\nlast")
print(repr(input()), repr(input("> ")), repr(input()), repr(input()))
try:
    input()
except EOFError:
    print("end")
sys.stdin = io.StringIO("a\nb\nc\n")
print([line.rstrip() for line in sys.stdin], repr(sys.stdin.read()))
