"""Writes names.txt: the names of characters as CPython's `unicodedata` has them. Run it with the CPython the engine follows.

    python3.12 make_names.py
"""

import pathlib
import unicodedata

NUMBERED = (
    "CJK UNIFIED IDEOGRAPH-",
    "CJK COMPATIBILITY IDEOGRAPH-",
    "TANGUT IDEOGRAPH-",
    "NUSHU CHARACTER-",
    "KHITAN SMALL SCRIPT CHARACTER-",
)


def prefix_of(code):
    name = unicodedata.name(chr(code), "")
    return next((prefix for prefix in NUMBERED if name == f"{prefix}{code:X}"), None)


def ranges():
    """First, last and prefix of the characters that are named by their number."""
    code = 0
    while code < 0x110000:
        prefix, first = prefix_of(code), code
        code += 1
        if prefix:
            while prefix_of(code) == prefix:
                code += 1
            yield first, code - 1, prefix


def aliases():
    """What NameAliases.txt adds, as far as this CPython has it: names that a character is found by but not called."""
    for line in pathlib.Path(__file__).with_name("aliases.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            code, name, _ = line.split(";")
            try:
                if unicodedata.lookup(name) == chr(int(code, 16)):
                    yield int(code, 16), name
            except KeyError:
                continue


def lines():
    for first, last, prefix in ranges():
        yield f"*{first:X} {last:X} {prefix}"
    before = None
    for code in range(0x110000):
        name = unicodedata.name(chr(code), None)
        if name and not prefix_of(code) and not name.startswith("HANGUL SYLLABLE "):
            yield name if before == code - 1 else f"+{code:X} {name}"
            before = code
    for code, name in aliases():
        yield f"={code:X} {name}"


pathlib.Path(__file__).with_name("names.txt").write_text("".join(f"{line}\n" for line in lines()))
