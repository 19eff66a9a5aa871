import sys

huge = sys.maxsize
for code in [
    "'ab' * huge", "'a' * (huge + 1)", "[0] * huge", "[1, 2] * huge", "(0,) * (huge + 1)", "b'ab' * huge",
    "bytearray(1) * (huge + 1)", "'a' * -huge", "[0] * -(huge + 1)", "'' * huge", "[] * huge", "'x'.ljust(huge + 1)",
    "range(huge) and 1", "len(range(huge))", "len(range(huge + 1))", "1 << huge << 1", "bytes(huge + 1)",
    "'%*d' % (huge + 1, 1)", "f'{1:{huge + 1}}'", "'a'.zfill(huge + 1)", "'a\\tb'.expandtabs(huge + 1)",
    "[].insert(huge + 1, 0)", "[0][:huge + 1]", "[0][-huge - 5:]", "'abc'[huge + 1:]", "'abc'.find('a', huge + 1)",
    "list(range(3))[::huge + 1]", "round(1.5, huge + 1)", "divmod(huge * huge, huge)",
    "'abc'.replace('a', 'b', huge + 1)", "'a,b'.split(',', huge + 1)", "(2).__lshift__(10**20)", "0 << 10**20",
    "5 >> 10**20", "-5 >> 10**20", "2 ** 0.5 ** huge",
]:
    try:
        result = eval(code)
        print(code, "=", result if len(repr(result)) < 60 else type(result).__name__)
    except (MemoryError, OverflowError, ValueError) as error:
        print(code, "->", type(error).__name__, error)
