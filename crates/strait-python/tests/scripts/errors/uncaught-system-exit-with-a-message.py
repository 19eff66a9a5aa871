import sys


def stop(reason):
    try:
        sys.exit(f"stopped: {reason}")
    finally:
        print("finally runs")


try:
    sys.exit(0)
except SystemExit as error:
    print("code", error.code)
stop("bad input")
