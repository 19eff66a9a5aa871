#!/usr/bin/env python3.12
"""Writes the tables of this folder: cases with what CPython 3.12 makes of them. Run it in this folder.

A line is the arguments and the result, separated by tabs; a result that begins with `!` is an exception and its
message. Characters other than printable ASCII are written `\\u{hex}`, lone surrogates as the characters that stand for
them in Rust strings.
"""

import math
import random
import struct
import sys

assert sys.version_info[:2] == (3, 12)
RANDOM = random.Random(20)


def escaped(text):
    out = []
    for character in text:
        code = ord(character)
        if 0xD800 <= code <= 0xDFFF:
            code += 0x10F000 - 0xD800
        out.append(character if " " <= character <= "~" and character != "\\" else f"\\u{{{code:x}}}")
    return "".join(out)


def outcome(function):
    try:
        result = function()
    except Exception as error:
        return f"!{type(error).__name__}: {error}"
    return result if isinstance(result, str) else repr(result)


class Table:
    def __init__(self, name):
        self.name = name
        self.lines = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with open(self.name, "w", encoding="ascii") as file:
            file.write("\n".join(dict.fromkeys(self.lines)) + "\n")

    def add(self, *arguments, result):
        self.lines.append("\t".join(escaped(text) for text in (*arguments, outcome(result))))


FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 0.25, 100.0, 123.456, 1e15, 1e16, 9999999999999998.0,
    123456789012345680.0, 1e22, 1e23, 0.0001, 0.00001, 9.999999999999999e-05, 5e-324, 2.2250738585072014e-308,
    1.7976931348623157e308, 1e-7, 3.6507339477539062, 0.23271560668945312, 1.9458694458007812, 2.675, 1.005, 0.045,
    0.05, 1 / 3, 2 / 3, 1e100, math.inf, -math.inf, math.nan, 1234567.891, 0.000123, 999999.5, 9.5, 99.5, 0.3, 1e11,
    1e12, 123456789012.125,
]


def random_float():
    choice = RANDOM.randrange(5)
    if choice == 0:
        value = struct.unpack(">d", RANDOM.randbytes(8))[0]
        return value if value == value else 1.25
    if choice == 1:
        return round(RANDOM.uniform(-1000, 1000), RANDOM.randrange(6))
    if choice == 2:
        return RANDOM.randrange(-(10**6), 10**6) / 2 ** RANDOM.randrange(20)
    if choice == 3:
        return RANDOM.uniform(-1, 1) * 10.0 ** RANDOM.randrange(-20, 20)
    return RANDOM.choice(FLOATS)


INTS = [
    0, 1, -1, 7, 10, 42, -42, 123, 255, 1000, -1234, 65536, 1234567, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63),
    -(2**63) - 1, 2**64, 10**18, 10**20, -(10**30), 3**100,
]
PREDICATES = """
    isalnum isalpha isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper
""".split()
STRINGS = ["", "a", "ab", "hello", "é", "日本語", "a😀b", "\ud800"]


def floats():
    with Table("float_repr.txt") as table:
        for value in FLOATS + [random_float() for _ in range(150)]:
            bits = struct.pack(">d", value).hex()
            table.add(bits, repr(value), value.hex(), result=lambda: "" if value != value else str(hash(value)))
    with Table("float_parse.txt") as table:
        texts = [
            "1", " 1.5\n", "+1.5e3", "-.5", "5.", ".", "", " ", "e5", "1e", "1e+", "1_000.5", "1__0", "_1", "1_",
            "1_.5", "1._5", "1e_5", "1e1_0", "inf", "-Infinity", "iNf", "infinit", "nan", "-nan", "0x10", "1e400",
            "-1e400", "1e-400", "٣.٥", "\u20031\u3000", "\x1c1", "1\x00", "1é", "--1", "1 2",
            "179769313486231580793728971405301e276", "2.2250738585072011e-308", "9007199254740993",
            "0." + "0" * 200 + "1e200", "\u0661e\u0662", "1\u2009e5", "½",
        ]
        for text in texts:
            table.add(text, result=lambda: float(text))
    with Table("float_fromhex.txt") as table:
        texts = [
            "0x1.8p1", "1.8p1", "-0X1.8P+1", "0x.8", "0x8.", "0x", "", "p1", "0x1p", "0x1p-", "0x1p1x", " 0x1p1\n",
            "inf", "-nan", "+Infinity", "infi", "0x1p1024", "0x1p1023", "0x1.fffffffffffff7p1023",
            "0x1.fffffffffffff8p1023", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.0000000000001p-1075",
            "0x1.fffffffffffffp-1023", "0x1.00000000000008p0", "0x1.00000000000018p0",
            "0x1.000000000000080000000000001p0", "0x0p999999999999999999999", "0x1p-999999999999999999999",
            "0x1p999999999999999999999", "0x1p9999999x", "0x" + "f" * 300, "0x0." + "0" * 200 + "1p800", "0x1_0", "１",
        ]
        for text in texts:
            table.add(text, result=lambda: float.fromhex(text))
    with Table("float_round.txt") as table:
        for value in FLOATS + [random_float() for _ in range(100)]:
            for places in RANDOM.sample(
                [0, 1, 2, 3, 5, 15, 17, 22, -1, -2, -5, -15, -16, -22, 308, -308, 323, 400, -400], 3
            ):
                table.add(repr(value), str(places), result=lambda: round(value, places))
        table.add("1.7e+308", "-308", result=lambda: round(1.7e308, -308))
        table.add("5.0", "-1", result=lambda: round(5.0, -1))
        table.add("15.0", "-1", result=lambda: round(15.0, -1))
    with Table("float_exact.txt") as table:
        for value in FLOATS + [random_float() for _ in range(40)]:
            if abs(value) < 1e25 and (abs(value) > 1e-25 or value == 0) or abs(value) == math.inf or value != value:
                table.add(repr(value), "int", result=lambda: int(value))
                table.add(
                    repr(value), "floor", result=lambda: math.floor(value) if math.isfinite(value) else int(value)
                )
                table.add(repr(value), "round", result=lambda: round(value))
                table.add(repr(value), "ratio", result=lambda: "%d/%d" % value.as_integer_ratio())


def ints():
    with Table("int_parse.txt") as table:
        cases = [
            (text, base)
            for text in [
                "0", "00", "-0", "12", "+12", " 12 ", "1_2", "1__2", "_12", "12_", "0x1f", "0X_1f", "0x", "0b11",
                "0o17", "0_7", "07", "z", "Zz", "٣٤", "\u2003１２", "1é", "12\x00", "", "-", "+-1",
                "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
                "\ud800", "1 2", "'\"",
            ]
            for base in (10, 0, 16, 36)
        ]
        cases += [("1", base) for base in (-1, 1, 37, 2**40)] + [
            ("102", 2), ("0b102", 2), ("78", 8), ("0o_7", 8), ("0b1", 16),
        ]
        cases += [("7" * count, 10) for count in (18, 19, 20, 120)] + [("f" * 200, 16), ("é" * 300, 10)]
        for text, base in cases:
            table.add(text, str(base), result=lambda: int(text, base))
    with Table("int_text.txt") as table:
        for value in INTS:
            table.add(str(value), bin(value), oct(value), hex(value), result=lambda: str(hash(value)))


def complexes():
    with Table("complex.txt") as table:
        for real in (0.0, -0.0, 1.0, -2.5, math.inf, math.nan, 1e20):
            for imaginary in (0.0, -0.0, 1.0, -2.5, -math.inf, math.nan, 1e-5):
                table.add("repr", repr(real), repr(imaginary), result=lambda: repr(complex(real, imaginary)))
                if real == real and imaginary == imaginary:
                    table.add("hash", repr(real), repr(imaginary), result=lambda: str(hash(complex(real, imaginary))))
        for text in [
            "1", "1+2j", "1-2J", " ( 1+2j ) ", "(1+2j", "1+2j)", "((1))", "()", "", "j", "+j", "-j", "1+j", "1-j",
            "2j", "1+2", "1 + 2j", "1+-2j", "1e5-1e-5j", "inf+nanj", "infj", "nan", "1_0+1_0j", "1__0", "_1j", "1j_",
            "٣+٤j", "1é", "é_", "1\x00_", "1_0\x00", "jj", "1j1", "+", "1+2j3",
        ]:
            table.add("parse", text, "", result=lambda: "%r %r" % ((z := complex(text)).real, z.imag))


def value_text(value):
    return "'" + value if isinstance(value, str) else repr(value)


def random_spec(codes):
    spec = RANDOM.choice(["", "", "*", "0", "é"]) + RANDOM.choice("<>=^") if RANDOM.random() < 0.4 else ""
    spec += (
        RANDOM.choice(["", "", "", "+", "-", " "]) + RANDOM.choice(["", "", "", "", "z"]) + RANDOM.choice(["", "", "#"])
    )
    spec += RANDOM.choice(["", "", "0"]) + RANDOM.choice(["", "", str(RANDOM.randrange(1, 30))])
    spec += RANDOM.choice(["", "", ",", "_"]) + RANDOM.choice(["", "", f".{RANDOM.randrange(20)}"])
    return spec + RANDOM.choice(codes)


def formats():
    with Table("format.txt") as table:
        fixed = [
            "", "5", "05", "<5", ">5", "^6", "=6", "*^7", "é<4", "0<6", "0=6", "+", "-", " ", "z", "#", "z#", "#z",
            ",", "_", ",_", "_,", ",,", "__", ".3", ".", ".x", "s", "d", "b", "o", "x", "X", "c", "n", "e", "E", "f",
            "F", "g", "G", "%", "#b", "#o", "#x", "#X", "#010x", "010_x", ",x", "_b", "_c", ",n", ",s", "_s", "+c",
            "#c", "z,", "zz", "5z", "x5", "\x00", "\x1f", "é", "\ud800", "9223372036854775808", "9" * 30,
            ".9223372036854775808", ".2147483648", ".2147483648f", "٣", "010,", "08,", "09,", "012,.1f", "+010.2f",
            "#.0f", "#.0e", "#g", "#.3g", ".0f", ".0e", ".0g", ".1%", "z.1f", "z.0%", "ze", "zg", "z", "+.2", "#",
            ".60f", "^=5", "{<5", "ss", "dd", " <5", "<<5",
        ]
        values = [
            "", "ab", "日本", 0, -5, 65, 1234567, 10**20, 0x110000, 2**64, True, 0.0, -0.0, 1.5, -0.04, 1234.5678, 1e20,
            math.inf, math.nan, 1 + 2j, -0.5j, complex(-0.0, math.nan), complex(1e20, -1234567.5),
        ]
        for spec in fixed:
            for value in RANDOM.sample(values, 8):
                if len(spec) > 3 and value.__class__ is not float and spec == ".60f":
                    continue
                table.add(value_text(value), spec, result=lambda: format(value, spec))
        for _ in range(700):
            kind = RANDOM.randrange(7)
            value, codes = (
                (RANDOM.choice(STRINGS), ["", "s"])
                if kind == 0
                else (RANDOM.choice(INTS + [RANDOM.randrange(-(10**6), 10**6)]), list("bcdoxXn") + [""])
                if kind <= 2
                else (complex(random_float(), random_float()), list("eEfFgGn") + [""])
                if kind == 3
                else (random_float(), list("eEfFgGn%") + [""])
            )
            spec = random_spec(codes)
            if len(outcome(lambda: format(value, spec))) < 90:
                table.add(value_text(value), spec, result=lambda: format(value, spec))
        table.add(repr(10**310), "f", result=lambda: format(10**310, "f"))
        table.add(repr(10**310), "c", result=lambda: format(10**310, "c"))


def percents():
    with Table("percent.txt") as table:
        fixed = [
            ("%d items", 5), ("%s", "é"), ("%r %a", "é", "é"), ("%5s|%-5s|", "ab", "ab"), ("%.1s", "日本"),
            ("%c%c", 65, "é"), ("%5c", "x"), ("%c", 0x110000), ("%c", 10**30), ("%c", "ab"), ("%c", 1.5),
            ("%x %X %o %#x %#X %#o", 255, 255, 255, 255, 255, 255), ("%#d", 5), ("%05d|%-05d|%+05d", 42, 42, 42),
            ("% d|%+d|%+ d", 3, 3, 3), ("%.5d|%8.5d|%08.5d|%-8.5d|", -42, -42, -42, -42),
            ("%#08x|%#-8x|%#8x|%#.5x", -255, -255, -255, -255),
            ("%f %e %g %F %E %G", 1.5, 1.5, 1.5, math.nan, math.inf, 1e-10),
            ("%08.2f|%-8.1f|%+.0f|%#.0f", -3.14159, 2.5, 0.5, 0.5), ("%.0f %.1f", 2.5, 0.25), ("%d", 3.99),
            ("%d", math.nan), ("%i", math.inf), ("%u", "a"), ("%x", 1.5), ("%o", "a"), ("%f", "a"), ("%f", 10**310),
            ("%d", 10**30), ("%%",), ("%5%", 1), ("%",), ("a%",), ("%5", 1), ("%.", 1), ("%l", 1),
            ("%ld %hd %Ld", 1, 2, 3), ("%lld", 1), ("%y", 1), ("é%é", 1), ("%\x7f", 1), ("%\x01", 1),
            ("%*d|%-*d|", 5, 42, 5, 42), ("%*d", -5, 42), ("%.*f", 2, 3.14159), ("%.*f", -2, 3.14159),
            ("%*d", "a", 1), ("%*d", 10**30, 1), ("%.*d", 2**31, 1), ("%.*d", 10**30, 1), ("%*", 5), ("%*d", 5),
            ("%s %s", 1), ("%s", 1, 2), ("%9223372036854775808d", 1), ("%.2147483648d", 1), ("%.2147483647d", 1),
            ("%(a)s", 1), ("%(a", 1), ("%()d", 1), ("%.d", 0), ("%+s|% s", "a", "b"), ("%05s|%-05s|", "a", "b"),
            ("%.0c|", "x"), ("%010.3e", -1.5), ("%+d", 2**64), ("%0+8.2f", 3.14159), ("%.60f", 0.1), ("%b", 1),
            ("%#5.1g", 0.0), ("%-#10o|", 8),
        ]
        for template, *values in fixed:
            table.add(template, *map(value_text, values), result=lambda: template % tuple(values))
        for _ in range(300):
            template, values = "", []
            for _ in range(RANDOM.randrange(1, 3)):
                flags = "".join(RANDOM.sample("-+ #0", RANDOM.randrange(3)))
                width = RANDOM.choice(["", str(RANDOM.randrange(1, 20))])
                precision = RANDOM.choice(["", "", f".{RANDOM.randrange(12)}"])
                code = RANDOM.choice("sradixXoeEfFgGc")
                template += RANDOM.choice(["", "|", "%%"]) + "%" + flags + width + precision + code
                values.append(
                    RANDOM.choice(STRINGS)
                    if code in "sra"
                    else RANDOM.choice(INTS)
                    if code in "dixXoc"
                    else random_float()
                )
            if len(outcome(lambda: template % tuple(values))) < 120:
                table.add(template, *map(value_text, values), result=lambda: template % tuple(values))
    with Table("percent_bytes.txt") as table:
        fixed = [
            (b"%s %b", b"ab", b"c"), (b"%5s|%-5b|%.1s", b"ab", b"ab", b"ab"), (b"%a %r", "é", "é"), (b"%.2a", "é"),
            (b"%c%c", 65, b"x"), (b"%5c|%-5c|", 65, 66), (b"%c", 256), (b"%c", -1), (b"%c", b"ab"), (b"%c", 1.5),
            (b"%d %i %x", 1, 2, 255), (b"%i", b"a"), (b"%u", b"a"), (b"%x", 1.5), (b"%f", b"a"), (b"%08.2f", 3.14159),
            (b"%s", 5), (b"%%",), (b"%y", 1), (b"%\xff", 1), (b"%5\xff", 1), (b"%-\xff", 1), (b"%.\xff", 1),
            (b"%.3\xff", 1), (b"%l\xff", 1), (b"%\x01", 1), (b"\xff%d", 1), (b"%.2147483648d", 1),
            (b"%9223372036854775808d", 1), (b"%*d", 5, 1), (b"%",), (b"%5%", 1), (b"%d",), (b"%d", 1, 2),
            (b"%(a)d", 1), (b"%f", 10**310),
        ]
        for template, *values in fixed:
            table.add(
                template.decode("latin-1"),
                *("b" + v.decode("latin-1") if isinstance(v, bytes) else value_text(v) for v in values),
                result=lambda: (template % tuple(values)).decode("latin-1"),
            )


def templates():
    import _string

    def pieces(text):
        return "".join("%s|%s|%s|%s;" % piece for piece in _string.formatter_parser(text))

    def name(text):
        first, rest = _string.formatter_field_name_split(text)
        steps = "".join(("." + part) if attribute else f"[{part!r}]" for attribute, part in rest)
        return f"{first!r}{steps}"

    with Table("template_pieces.txt") as table:
        for text in [
            "", "abc", "{}", "a{}b", "{{", "}}", "{{}}", "{{{}}}", "{a}", "{0.b[c]}", "{a!r}", "{a!r:>5}", "{a:{b}}",
            "{a:{b}.{c}}", "{:{{}}}", "{", "}", "a{", "a}b", "{a", "{a:", "{a!", "{a!}", "{a!r", "{a!rx}", "{a!é:x}",
            "{a{b}}", "{[}]}", "{[{]}", "{[:!]}", "{a[}", "{!}", "{:}", "{!r}", "{a:}}", "{a:{}", "{a b}", "{ }",
            "é{é}é", "{a!:b}", "{a:b!r}", "{a::}", "{]}", "{a]}", "}{", "{}}", "{{}", "{a!{b}", "{a!r:{",
            "a{{b}}c{d}e",
        ]:
            table.add(text, result=lambda: pieces(text))
    with Table("template_names.txt") as table:
        for text in [
            "", "0", "12", "a", "a.b", "a.b.c", "a[0]", "a[b]", "a[b].c[1]", "0.a", "0[0]", ".a", "[0]", "a.", "a..b",
            "a[", "a[]", "a[0]b", "a[0].", "a]b", "٣", "a[٣]", "a[-1]", "a[ 1]", "a[b.c]", "a[[]",
            "9223372036854775807", "9223372036854775808", "99999999999999999999a", "a[9223372036854775808]", "a.0",
            "a b.c d", "é[é]", "00", "a[01]",
        ]:
            table.add(text, result=lambda: name(text))
    with Table("template_format.txt") as table:
        for text, *values in [
            ("{} {}", 1, "a"), ("{1} {0}", 1, "a"), ("{} {0}", 1), ("{0} {}", 1), ("{:{}}|", "a", 5),
            ("{:{}.{}}|", "abcdef", 8, 3), ("{0:{1}}|", 3.14159, ".2f"), ("{:{:{}}}", 1, 2, 3), ("{!r:>6}", "a"),
            ("{!a}", "é"), ("{!s}", 5), ("{!x}", 5), ("{!é}", 5), ("{!\x7f}", 5), ("{!~}", 5), ("{:,.2f}%", 1234.5),
            ("{{{}}}", 1), ("{:{0}}", 1, 2), ("{0:{}}", 1, 2), ("{:zz}", 1), ("{:x}", "a"), ("{:+}", 5), ("{:}", 1.5),
            ("{!r:}", 1.5), ("{} {", 1), ("{} }", 1), ("{:{}", 1, 2),
        ]:
            table.add(text, *map(value_text, values), result=lambda: text.format(*values))


def quotes():
    with Table("quote.txt") as table:
        for text in [
            "", "abc", "it's", 'say "hi"', 'it\'s "x"', "\\", "a\tb\nc\rd", "\x00\x1f\x7f\x80\x9f\xa0\xad", "é日本",
            "\u2028\u200b\ufeff", "\ud800\udfff", "\ue000\U000e0001\U000f0000", "😀\U0001fae8\U000323b0",
            "\u0378\u0557", "\xff\u0100", "'\\",
        ]:
            table.add("str", text, repr(text), result=lambda: ascii(text))
        for data in [b"", b"abc", b"it's", b'"', b"'\"", b"\\\t\n\r\x00\x7f\x80\xff"]:
            table.add("bytes", data.decode("latin-1"), "", result=lambda: repr(data))
    with Table("hex.txt") as table:
        data = bytes.fromhex("00017f80ff")
        for separator, count in [
            ("-", 1), ("-", 2), ("-", -2), ("-", 3), (":", 0), (":", 5), (":", 4), (":", -4), (":", 100), ("", 1),
            ("ab", 1), ("é", 1), ("\x7f", 1), ("\ud800", 1),
        ]:
            table.add("hex", separator, str(count), result=lambda: data.hex(separator, count))
        for text in [
            "", "00ff", " 00 FF\n", "0", "0 0", "0g", "g0", "00 f", "00é", "zé", "\u00a000", "00\x1c", "00\x0b\x0c11",
        ]:
            table.add("fromhex", text, "", result=lambda: bytes.fromhex(text).hex())


def unicode():
    def fnv(chunks):
        value = 0xCBF29CE484222325
        for chunk in chunks:
            for byte in chunk:
                value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        return f"{value:016x}"

    def four(code):
        return code.to_bytes(4, "little")

    import unicodedata

    # Elsewhere Unicode 15.0 has no characters, other than for private use.
    characters = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x32400), *range(0xE0000, 0xE0200))]
    with Table("unicode_digests.txt") as table:
        for predicate in PREDICATES:
            members = (four(ord(c)) for c in characters if getattr(c, predicate)())
            table.add(predicate, result=lambda: fnv(members))
        table.add("continues", result=lambda: fnv(four(ord(c)) for c in characters if ("a" + c).isidentifier()))
        for mapping in "upper lower title swapcase casefold".split():
            pairs = ((c, getattr(c, mapping)()) for c in characters)
            table.add(mapping, result=lambda: fnv(four(ord(c)) + to.encode() for c, to in pairs if to != c))
        sigmas = ((c, ("A" + c + "Σ", " " + c + "Σ", "AΣ" + c + "a")) for c in characters)
        table.add(
            "sigma", result=lambda: fnv(four(ord(c)) for c, texts in sigmas for text in texts if "ς" in text.lower())
        )
        table.add(
            "title_after", result=lambda: fnv(four(ord(c)) for c in characters if (c + "Ab").title().endswith("ab"))
        )
        for value in "decimal digit".split():
            pairs = ((c, getattr(unicodedata, value)(c, None)) for c in characters)
            table.add(value, result=lambda: fnv(four(ord(c)) + bytes([to]) for c, to in pairs if to is not None))
        pairs = ((c, unicodedata.numeric(c, None)) for c in characters)
        table.add(
            "numeric", result=lambda: fnv(four(ord(c)) + struct.pack("<d", to) for c, to in pairs if to is not None)
        )
    with Table("case.txt") as table:
        for text in [
            "", "hello World", "ὈΔΥΣΣΕΎΣ", "Σ", "AΣ", "AΣ.", "A.Σ", "AΣ b", "ΣA", "ΑΣ\u0301Β", "straße", "ŉ", "ﬁx ﬁX",
            "ǆabc Ǆabc ǅABC", "İstanbul ıI", "they're bill's", "ႠᲐა", "ꭰᏰᎠ", "ᾳ ᾼ ᾀ", "𐐀𐐨", "1a2B", "Éa éB",
            "\ud800a", "ʕa ʕA", "\u019b\u0264", "\ua7dc",
        ]:
            methods = (text.upper, text.lower, text.title, text.capitalize, text.swapcase)
            table.add(text, *(method() for method in methods), result=text.casefold)
    with Table("predicates.txt") as table:
        names = sorted([*PREDICATES, "isascii"])
        for text in [
            "", "a", "A", "aB", "Ab", "Ab Cd", "AB cd", "a1", "1", "²", "½", "٣", "十", " ", "\t\n", "a b", "_a", "1a",
            "a·", "é", "ǅ", "ǅa", "\x7f", "\u00ad", "\u3000", "\ud800", "A1b", "A1B", "'Ab", "ªa", "Ⅷ", "日本",
        ]:
            table.add(text, result=lambda: "".join(str(int(getattr(text, name)())) for name in names))


floats()
ints()
complexes()
formats()
percents()
templates()
quotes()
unicode()
